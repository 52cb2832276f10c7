// Runs under the system's Node 20 and uses nothing that must be installed first.
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { runUnderNode24 } from './bootstrap/run-under-node24.mjs';

await bootstrap('npm run bench', async (step) => {
  await step.installDependencies();
  await step.compile();
  return runUnderNode24('bench/dist/main.js', process.argv.slice(2));
});
