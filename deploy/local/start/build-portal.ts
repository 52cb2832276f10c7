import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runToEnd } from '../launch/owned-process.js';
import { SetupProblem } from '../launch/setup-problem.js';

const PORTAL = 'services/api-gateway/portal';
/** What the page is made of, besides the packages of the lock file. */
const INPUTS = [PORTAL, 'libs/contracts', 'libs/wording'];

/** Builds the portal page when its sources changed since the last build. Gives whether it built. */
export async function buildPortal(repository: string): Promise<boolean> {
  const stamp = join(repository, PORTAL, 'dist', '.inputs');
  const inputs = digestOf(repository);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false;
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  await runToEnd(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: join(repository, PORTAL) }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : '';
      throw new SetupProblem(`The portal could not be built, correct its sources and run this again: ${reason}`);
    },
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
  return true;
}

function digestOf(repository: string): string {
  const hash = createHash('sha256').update(readFileSync(join(repository, 'package-lock.json')));
  for (const folder of INPUTS) {
    for (const file of sourcesIn(join(repository, folder))) hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules' && !name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourcesIn(path) : [path];
    });
}
