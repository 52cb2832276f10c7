import { readdirSync, readFileSync } from 'node:fs';
import { formsIn } from './canary.js';

/** Where the word stands in the arguments or the environment of a running process, each as `pid/file (form)`. */
export function processesWith(canary: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) =>
      ['cmdline', 'environ'].flatMap((file) =>
        formsIn(read(`/proc/${pid}/${file}`), canary).map((form) => `${pid}/${file} (${form})`),
      ),
    );
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
