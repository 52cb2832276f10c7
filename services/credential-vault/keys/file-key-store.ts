import { FileKeyWrapper } from './file-key-wrapper.js';
import { createKeyFile, newEntry, readKeyFile, removeKeyDrafts, replaceKeyFile } from './key-file.js';
import { KeyStoreProblem, type KeySet, type KeyStore } from './key-store.js';

/** Keys in a file that every replica reads, and that only its owner can. */
export class FileKeyStore implements KeyStore {
  readonly name: string;
  readonly sentences;

  constructor(private readonly path: string) {
    this.name = `the key file ${path}`;
    this.sentences = { absent: `${this.name} is missing`, remedy: 'put the right one back from the backup' };
  }

  removeDrafts(): Promise<void> {
    return removeKeyDrafts(this.path);
  }

  async read(): Promise<KeySet | null> {
    const entries = await readKeyFile(this.path);
    return entries === null ? null : new FileKeyWrapper(entries);
  }

  async create(keyVersion: number): Promise<void> {
    const entries = await readKeyFile(this.path);
    if (entries === null) return void (await createKeyFile(this.path, keyVersion));
    if (entries.some(({ version }) => version === keyVersion)) return;
    await replaceKeyFile(this.path, [...entries, newEntry(keyVersion)]);
  }

  async destroy(keyVersion: number): Promise<void> {
    const entries = (await readKeyFile(this.path)) ?? [];
    const left = entries.filter(({ version }) => version !== keyVersion);
    if (left.length === entries.length) return;
    if (left.length === 0) throw new KeyStoreProblem(`${this.name} would hold no key any more`);
    await replaceKeyFile(this.path, left);
  }

  async close(): Promise<void> {}
}
