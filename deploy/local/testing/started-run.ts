import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { repositoryRoot } from '../launch/cache-directory.js';
import type { RunFile } from '../start/run-file.js';

/** What `npm start` runs. */
const launcher: [string, ...string[]] = ['node', join(repositoryRoot(), 'deploy/local/start.mjs')];

/** `npm start` in a folder of its own. */
export class StartedRun implements AsyncDisposable {
  output = '';
  errors = '';
  readonly ended: Promise<number | null>;

  private constructor(
    readonly process: ChildProcess,
    private readonly directory: string,
  ) {
    process.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = once(process, 'close').then(([code]) => code as number | null);
  }

  /** Starts it and comes back when it is ready or has ended. */
  static async start(directory: string, port: number, [command, ...args] = launcher): Promise<StartedRun> {
    const { npm_lifecycle_event: _ofTheTests, ...environment } = process.env;
    const child = spawn(command, args, {
      cwd: repositoryRoot(),
      env: { ...environment, LOCAL_DIRECTORY: directory, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run = new StartedRun(child, directory);
    while (child.exitCode === null && !run.output.includes('is ready at')) await wait(20);
    if (child.exitCode !== null) await run.ended;
    return run;
  }

  runFile(): RunFile {
    return JSON.parse(readFileSync(join(this.directory, 'run.json'), 'utf8')) as RunFile;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.end('SIGTERM');
  }
}

/** Command lines of the processes that have something to do with a folder: by arguments, environment or working directory. */
export function processesOf(directory: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`);
      const traces = [command, read(`/proc/${pid}/environ`), workingDirectory(pid)];
      return traces.some((text) => text.includes(directory)) ? [command.replaceAll('\0', ' ')] : [];
    });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
