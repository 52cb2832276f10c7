import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { spawnOwned } from './run-under-node24.mjs';

/** What the tests use besides the packages that are unpacked: a browser, and the compiler of the addon for PKCS#11. Neither starts a daemon. */
const programs = { chromium: '/usr/bin/chromium', 'g++': '/usr/bin/g++' };

/** Installs those of them that are missing. */
export async function installTestPackages() {
  const missing = () => Object.keys(programs).filter((name) => !existsSync(programs[name]));
  const packages = missing();
  if (packages.length === 0) return;
  const names = packages.join(' and ');
  if (process.getuid() !== 0)
    throw new Problem(
      `npm test needs the Debian packages ${names} and is not root: run "apt-get install ${packages.join(' ')}" as root, then this again.`,
    );
  console.log(`Installing ${names} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await spawnOwned('apt-get', ['-q', 'update'], env);
  const install = await spawnOwned('apt-get', ['-q', '-y', 'install', '--no-install-recommends', ...packages], env);
  if (install === 0 && missing().length === 0) return;
  throw new Problem(
    `The Debian packages ${names} could not be installed${update === 0 ? '' : ' (apt-get update failed)'}: check the network and the package sources of this machine, then run npm test again.`,
  );
}
