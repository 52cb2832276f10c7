import { join } from 'node:path';
import { repositoryRoot } from '../launch/cache-directory.js';
import { SetupProblem } from '../launch/setup-problem.js';
import { LocalRun } from './local-run.js';

const repository = repositoryRoot();
const directory = process.env['LOCAL_DIRECTORY'] ?? join(repository, '.local');
const run = new LocalRun({ repository, directory, environment: process.env });

async function end(code: number): Promise<never> {
  await run.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(0));

try {
  await run.start();
} catch (error) {
  // Whoever ends a start knows why the rest of it fails.
  if (!run.isEnding) process.stderr.write(`${explain(error)}\n`);
  await end(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof SetupProblem ? error.message : (error.stack ?? error.message);
}
