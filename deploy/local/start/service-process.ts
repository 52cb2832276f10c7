import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess } from '../launch/owned-process.js';
import type { OwnedProcess } from '../launch/owned-process.js';
import { SetupProblem } from '../launch/setup-problem.js';
import type { Running } from './supervisor.js';

/** A service that answered "ready". */
export interface ServiceProcess extends Running {
  /** From the start of its process until it was ready. */
  readyMs: number;
}

const READY_WITHIN_MS = 30_000;
/** Services drain for as long as a call may take; after this they are killed. */
const STOP_WITHIN_MS = 8_000;
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** Starts a service under this Node and waits until `/readyz` on 127.0.0.1:`healthPort` says 200. */
export async function startServiceProcess(options: {
  name: string;
  repository: string;
  logDirectory: string;
  environment: Record<string, string>;
  healthPort: number;
}): Promise<ServiceProcess> {
  const started = performance.now();
  const logFile = join(options.logDirectory, `${options.name}.log`);
  const errorFile = join(options.logDirectory, `${options.name}.stderr.log`);
  rotate(logFile);
  rmSync(errorFile, { force: true });
  const service = startProcess({
    command: process.execPath,
    args: ['--enable-source-maps', join(options.repository, 'services', options.name, 'dist/main.js')],
    ...{ env: options.environment, logFile, errorFile },
    cwd: options.repository,
    // Nobody may wait for an answer of a service whose launcher is gone; what it was doing is recovered at the next start.
    deathSignal: 'KILL',
  });
  await untilReady(service, options.healthPort).catch(async (error: unknown) => {
    await service.kill();
    const reason = error instanceof Error ? error.message : '';
    throw new SetupProblem(`${options.name} ${reason}${lastWords(errorFile)}; its log is ${logFile}`);
  });
  return {
    pid: service.pid,
    ended: service.ended,
    stop: () => service.stop('SIGTERM', STOP_WITHIN_MS),
    readyMs: Math.round(performance.now() - started),
  };
}

async function untilReady(service: OwnedProcess, port: number): Promise<void> {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await wait(50)) {
    if (!service.running) throw new Error('ended before it was ready');
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => (await response.arrayBuffer(), response.ok),
      () => false,
    );
    if (ready) return;
  }
  throw new Error(`was not ready within ${READY_WITHIN_MS / 1000} s`);
}

function lastWords(errorFile: string): string {
  const text = existsSync(errorFile) ? readFileSync(errorFile, 'utf8').trim() : '';
  return text === '' ? '' : ` (${text.split('\n').slice(-4).join(' ').slice(-400)})`;
}

/** Keeps one older log beside the current one. */
function rotate(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
