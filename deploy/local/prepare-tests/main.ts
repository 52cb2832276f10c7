import { cacheDirectory, repositoryRoot } from '../launch/cache-directory.js';
import { ensureDebianPackages } from '../launch/debian-packages.js';
import { ensurePkcs11Addon } from '../launch/pkcs11-addon.js';
import { SetupProblem } from '../launch/setup-problem.js';
import { buildPortal } from '../start/build-portal.js';
import { Progress } from '../start/progress.js';
import { fetchPackages } from '../start/servers.js';

// Downloads and builds happen before the tests, because a test's time limit does not know about either.
try {
  const progress = new Progress();
  await fetchPackages(progress);
  for (const packages of [['postfix'], ['softhsm2']]) {
    await ensureDebianPackages(packages, {
      cacheDirectory: cacheDirectory(),
      onProgress: (line) => progress.say(`  ${line} …`),
    });
  }
  await ensurePkcs11Addon();
  await buildPortal(repositoryRoot());
  if (process.getuid?.() !== 0) progress.say('Postfix runs as root only: its tests will fail for another user.');
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
