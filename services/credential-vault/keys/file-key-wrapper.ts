import { createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '../envelope/aes-gcm.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import type { KeyFileEntry } from './key-file.js';

/** Wraps with the newest key of a key file, and unwraps with any of them. */
export class FileKeyWrapper implements KeyWrapper {
  readonly keyVersion: number;
  readonly #keys: ReadonlyMap<number, KeyObject>;

  constructor(entries: readonly KeyFileEntry[]) {
    this.#keys = new Map(entries.map(({ version, key }) => [version, createSecretKey(key)]));
    this.keyVersion = Math.max(...this.#keys.keys());
  }

  async wrap(dataKey: Buffer, associatedData: Buffer): Promise<Buffer> {
    return encrypt(this.#key(this.keyVersion), dataKey, associatedData);
  }

  async unwrap(wrapped: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    return decrypt(this.#key(keyVersion), wrapped, associatedData);
  }

  #key(version: number): KeyObject {
    const key = this.#keys.get(version);
    if (key === undefined) throw new EnvelopeBroken();
    return key;
  }
}
