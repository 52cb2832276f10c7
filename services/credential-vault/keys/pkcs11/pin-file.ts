import { readFileSync, statSync } from 'node:fs';
import { KeyStoreProblem } from '../key-store.js';

/** The PIN, the first line of a file that only its owner can use. @throws KeyStoreProblem */
export function readPin(path: string): string {
  try {
    if ((statSync(path).mode & 0o077) !== 0) {
      throw new KeyStoreProblem(`the PIN file ${path} can be used by others than its owner: run chmod 600 on it`);
    }
    const [pin = ''] = readFileSync(path, 'utf8').split('\n');
    if (pin !== '') return pin;
  } catch (error) {
    if (error instanceof KeyStoreProblem) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new KeyStoreProblem(`the PIN file ${path} cannot be read: ${code}`);
  }
  throw new KeyStoreProblem(`the PIN file ${path} is empty`);
}
