import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';

/** Node 24 of the devDependency `node`. */
export const node24 = join(repository, 'node_modules/.bin/node');

const environment = { ...process.env, PATH: `${join(repository, 'node_modules/.bin')}:${process.env.PATH}` };

/**
 * Runs a program to its end and gives its exit code. The kernel sends it SIGTERM when we die, and it has a session of its own: what a
 * terminal or an operator sends to us is handed on once, as SIGTERM.
 */
export async function spawnOwned(command, args, env = {}) {
  return (await spawnWith({ command, args, env, stdio: 'inherit' })).code;
}

/** The same for a script under Node 24. */
export function runUnderNode24(script, args, env) {
  return spawnOwned(node24, [script, ...args], env);
}

/** The same, with what it prints kept instead of shown. */
export function captureUnderNode24(args) {
  return spawnWith({ command: node24, args, env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The operator ended the command before it had done its work. */
export class Interrupted extends Error {}

function spawnWith({ command, args, env, stdio }) {
  return new Promise((resolve, reject) => {
    const options = { cwd: repository, env: { ...environment, ...env }, stdio, detached: true };
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], options);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    let isInterrupted = false;
    const handOn = () => {
      isInterrupted = true;
      child.kill('SIGTERM');
    };
    const stopWatching = whenParentDies(handOn);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handOn);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stopWatching();
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, handOn);
      if (isInterrupted && code !== 0) reject(new Interrupted());
      resolve({ code: code ?? (signal === 'SIGTERM' ? 143 : 1), output: Buffer.concat(output).toString() });
    });
  });
}

/** npm passes SIGTERM on, but nothing can when npm itself is killed: then somebody else becomes the parent of us, or of npm's `sh -c`. */
function whenParentDies(action) {
  if (process.env.npm_lifecycle_event === undefined) return () => undefined;
  const before = ancestors();
  const timer = setInterval(() => ancestors() !== before && action(), 500);
  return () => clearInterval(timer);
}

function ancestors() {
  const parent = process.ppid;
  return isShell(parent) ? `${parent} ${parentOf(parent)}` : String(parent);
}

function isShell(pid) {
  return /^\S*sh\0-c\0/.test(read(`/proc/${pid}/cmdline`));
}

/** Field 4 of /proc/<pid>/stat (proc(5)). */
function parentOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
