import { createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '../envelope/aes-gcm.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import type { KeyFileEntry } from './key-file.js';
import type { KeySet } from './key-store.js';

/** Wraps and unwraps with the keys that a key file held when it was read; the newest is the one for what is new. */
export class FileKeyWrapper implements KeyWrapper, KeySet {
  readonly keyVersion: number;
  readonly versions: ReadonlySet<number>;
  readonly #keys: ReadonlyMap<number, KeyObject>;

  constructor(entries: readonly KeyFileEntry[]) {
    this.#keys = new Map(entries.map(({ version, key }) => [version, createSecretKey(key)]));
    this.versions = new Set(this.#keys.keys());
    this.keyVersion = Math.max(...this.#keys.keys());
  }

  async wrap(dataKey: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    return encrypt(this.#key(keyVersion), dataKey, associatedData);
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
