import type { Logger } from '@mail-access/observability';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import type { KeySet, KeyStore } from '../key-store.js';
import type { TokenSettings } from './pkcs11-uri.js';
import { TokenThread } from './token-thread.js';

/** Keys that are made in a PKCS#11 token and never leave it: data keys go there to be wrapped. */
export class TokenKeyStore implements KeyStore {
  readonly name: string;
  readonly sentences;
  readonly #thread: TokenThread;

  constructor(settings: TokenSettings, logger: Logger) {
    this.name = `the token "${settings.token}"`;
    this.sentences = {
      absent: `${this.name} holds no key ${settings.object}-1 or later`,
      remedy: 'connect the right token, or restore it from its backup',
    };
    this.#thread = new TokenThread(settings, logger);
  }

  /** A token makes a key at once or not at all. */
  async removeDrafts(): Promise<void> {}

  async read(): Promise<KeySet | null> {
    const versions = (await this.#thread.call({ operation: 'versions' })) as number[];
    return versions.length === 0 ? null : new TokenKeyWrapper(this.#thread, new Set(versions));
  }

  async create(keyVersion: number): Promise<void> {
    await this.#thread.call({ operation: 'create', keyVersion });
  }

  async destroy(keyVersion: number): Promise<void> {
    await this.#thread.call({ operation: 'destroy', keyVersion });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}

/** The keys that the token held when it was asked. */
class TokenKeyWrapper implements KeySet {
  constructor(
    private readonly thread: TokenThread,
    readonly versions: ReadonlySet<number>,
  ) {}

  wrap(dataKey: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    return this.#done('wrap', dataKey, keyVersion, associatedData);
  }

  unwrap(wrapped: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    return this.#done('unwrap', wrapped, keyVersion, associatedData);
  }

  async #done(operation: 'wrap' | 'unwrap', data: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    if (!this.versions.has(keyVersion)) throw new EnvelopeBroken();
    const bytes = { data: Uint8Array.from(data), associatedData: Uint8Array.from(associatedData) };
    const made = (await this.thread.call({ operation, keyVersion, ...bytes })) as Uint8Array;
    return Buffer.from(made.buffer, made.byteOffset, made.byteLength);
  }
}
