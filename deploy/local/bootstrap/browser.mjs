import { existsSync } from 'node:fs';
import { Problem } from './problem.mjs';
import { spawnOwned } from './run-under-node24.mjs';

const CHROMIUM = '/usr/bin/chromium';

/** Installs what the browser tests drive. Chromium is no daemon: nothing is started by it. */
export async function installChromium() {
  if (existsSync(CHROMIUM)) return;
  if (process.getuid() !== 0)
    throw new Problem(
      'npm test needs the Debian package chromium and is not root: run "apt-get install chromium" as root, then this again.',
    );
  console.log('Installing chromium (apt-get) …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await spawnOwned('apt-get', ['-q', 'update'], env);
  const install = await spawnOwned('apt-get', ['-q', '-y', 'install', '--no-install-recommends', 'chromium'], env);
  if (install === 0 && existsSync(CHROMIUM)) return;
  throw new Problem(
    `The Debian package chromium could not be installed${update === 0 ? '' : ' (apt-get update failed)'}: check the network and the package sources of this machine, then run npm test again.`,
  );
}
