// Runs under the system's Node 20 and uses nothing that must be installed first.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { repository, testResult } from './bootstrap/repository.mjs';
import { runUnderNode24 } from './bootstrap/run-under-node24.mjs';

await bootstrap('npm test', async (step) => {
  const result = join(repository, testResult);
  rmSync(result, { force: true });
  mkdirSync(dirname(result), { recursive: true });
  await step.installDependencies();
  await step.compile();
  await step.installTestPackages();
  const prepared = await runUnderNode24('deploy/local/dist/prepare-tests/main.js', []);
  if (prepared !== 0) return prepared;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${result}`];
  return runUnderNode24('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...process.argv.slice(2)]);
});
