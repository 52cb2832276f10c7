import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerIdentity } from './server-identity.js';

/** How a process ended: an exit code, or the signal that ended it. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One process that this one started, addressed by its own pid only. */
export interface OwnedProcess {
  readonly pid: number;
  readonly name: string;
  /** Settles when the process has ended; never rejects. */
  readonly ended: Promise<Ending>;
  readonly running: boolean;
  signal(signal: NodeJS.Signals): void;
  /** Sends `signal`, waits at most `graceMs`, then kills. */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
  kill(): Promise<void>;
}

export interface ProcessOptions {
  command: string;
  args: readonly string[];
  /** Standard output is appended here. */
  logFile: string;
  /** Standard error is appended here; default: the log file. */
  errorFile?: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Whom the process runs as, when that is not the current user. */
  identity?: ServerIdentity;
  /** What the kernel sends to the process when we die, however we die. */
  deathSignal?: 'INT' | 'TERM' | 'KILL';
}

/**
 * Starts a program that cannot outlive us: the kernel signals it when this process dies (PR_SET_PDEATHSIG), even by SIGKILL.
 * It gets a session of its own, so that Ctrl-C in a terminal reaches only us and we decide the order of the shutdown.
 */
export function startProcess(options: ProcessOptions): OwnedProcess {
  const log = openSync(options.logFile, 'a');
  const errors = openSync(options.errorFile ?? options.logFile, 'a');
  const child = spawn('setpriv', [...privilegeArguments(options), '--', options.command, ...options.args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ['ignore', log, errors],
  });
  closeSync(log);
  closeSync(errors);
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 127, signal: null }));
  });
  return ownedProcess(options.command, child.pid ?? 0, ended);
}

function privilegeArguments({ deathSignal = 'TERM', identity }: ProcessOptions): string[] {
  const args = ['--pdeathsig', deathSignal];
  if (identity === undefined) return args;
  args.push('--reuid', String(identity.uid), '--regid', String(identity.gid), '--clear-groups');
  if (identity.mayTraverseEverything) {
    args.push('--inh-caps', '+dac_override', '--ambient-caps', '+dac_override');
    // Without this bit access(2) ignores capabilities for a real user other than root, and initdb asks it about its programs.
    args.push('--securebits', '+no_setuid_fixup');
  }
  return args;
}

function ownedProcess(command: string, pid: number, ended: Promise<Ending>): OwnedProcess {
  let running = pid > 0;
  void ended.then(() => (running = false));
  const signal = (name: NodeJS.Signals) => {
    if (!running) return;
    try {
      process.kill(pid, name);
    } catch {
      // Ended between the check and the signal.
    }
  };
  const stop = async (name: NodeJS.Signals = 'SIGTERM', graceMs = 5_000) => {
    signal(name);
    const late = new AbortController();
    await Promise.race([ended, wait(graceMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    if (running) signal('SIGKILL');
    await ended;
  };
  return {
    pid,
    name: command.slice(command.lastIndexOf('/') + 1),
    ended,
    get running() {
      return running;
    },
    signal,
    stop,
    kill: () => stop('SIGKILL'),
  };
}

/** Runs a program to its end and gives what it printed. Throws with its error output when it fails. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; identity?: ServerIdentity; timeoutMs?: number } = {},
): Promise<string> {
  const wrapper = privilegeArguments({ command, args, logFile: '', identity: options.identity, deathSignal: 'KILL' });
  const child = spawn('setpriv', [...wrapper, '--', command, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs ?? 300_000,
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return Buffer.concat(output).toString();
  throw new Error(`${command} ${args[0] ?? ''} failed: ${Buffer.concat(errors).toString().trim().slice(-600)}`);
}
