// Runs under the system's Node 20 and uses nothing that must be installed first.
import { bootstrap } from './bootstrap/bootstrap.mjs';
import { captureUnderNode24 } from './bootstrap/run-under-node24.mjs';

const tsc = 'node_modules/typescript-7/bin/tsc';

/** What each check is called and runs, two at a time; all of them run even when one fails. */
const checks = [
  ['types', [tsc, '-b']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0']],
  ['types of tests', [tsc, '-p', 'tsconfig.tests.json']],
  ['types of the portal', [tsc, '-p', 'services/api-gateway/portal']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.']],
  ['unused code', ['node_modules/knip/bin/knip.js']],
];

await bootstrap('npm run check', async (step) => {
  await step.installDependencies();
  const [build, ...others] = checks;
  const results = [await run(build)];
  const queue = [...others];
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) results.push(await run(check));
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter(({ code }) => code !== 0);
  for (const { name, output } of failed) console.log(`\n== ${name} ==\n${output.trim()}`);
  console.log(failed.length === 0 ? '\nAll checks pass.' : `\nFailed: ${failed.map(({ name }) => name).join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
});

async function run([name, args]) {
  const started = Date.now();
  const { code, output } = await captureUnderNode24(args);
  console.log(`${code === 0 ? 'pass' : 'FAIL'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return { name, code, output };
}
