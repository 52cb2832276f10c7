import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { repository } from './repository.mjs';

/** Refuses a second run of this checkout. The lock names its owner and when that was born, so a dead owner's lock does not count. */
export function keepRepositoryToOneRun(folder = process.env.LOCAL_DIRECTORY ?? join(repository, '.local')) {
  const file = join(folder, 'start.lock');
  mkdirSync(folder, { recursive: true });
  for (const mayRetry of [true, false]) {
    if (write(file)) break;
    const owner = aliveOwner(file);
    if (owner !== undefined || !mayRetry) {
      throw new Problem(
        `This checkout already runs as process ${owner}: stop that with Ctrl-C or "kill ${owner}" before starting it again.`,
      );
    }
    rmSync(file, { force: true });
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

function write(file) {
  try {
    writeFileSync(file, `${process.pid} ${birthOf(process.pid)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Problem(`${file} cannot be written (${error.code}): run this as the owner of the checkout.`);
  }
}

function aliveOwner(file) {
  try {
    const [pid, birth] = readFileSync(file, 'utf8').trim().split(' ');
    return birth === birthOf(Number(pid)) ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** Start time in clock ticks since boot, field 22 of /proc/<pid>/stat (proc(5)); a pid alone may have been given to another process. */
function birthOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
