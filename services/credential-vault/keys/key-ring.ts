import type { Logger } from '@mail-access/observability';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { provesKey } from './key-check.js';
import { currentVersion, type KeyRecords } from './key-records.js';
import type { KeySet, KeyStore } from './key-store.js';

/** Looking again for a version that is not there is done once in this time, however many ask for it. */
const lookAgainMs = 250;

interface KeyRingParts {
  readonly store: KeyStore;
  readonly keys: KeySet;
  readonly records: KeyRecords;
  /** Reads the records anew. */
  readonly look: () => Promise<KeyRecords>;
  readonly logger: Logger;
}

/**
 * The keys of this replica. Which version wraps what is new is said by the database, so that no replica uses one that
 * others do not have; a version that this replica has not seen is looked for when something needs it.
 */
export class KeyRing implements KeyWrapper {
  #keys: KeySet;
  #records: KeyRecords;
  #keyVersion: number;
  #looking: Promise<void> | undefined;
  #lookedAt = -Infinity;

  constructor(private readonly parts: KeyRingParts) {
    this.#keys = parts.keys;
    this.#records = parts.records;
    this.#keyVersion = currentVersion(parts.records);
  }

  get keyVersion(): number {
    return this.#keyVersion;
  }

  /** The newest version that the database knows and this replica has. */
  get newestProven(): number {
    return Math.max(0, ...this.#records.known.map(({ keyVersion }) => keyVersion).filter((one) => this.#has(one)));
  }

  wrap(dataKey: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    return this.#keys.wrap(dataKey, keyVersion, associatedData);
  }

  async unwrap(wrapped: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer> {
    if (this.#isDestroyed(keyVersion)) throw new EnvelopeBroken();
    if (!this.#has(keyVersion)) await this.#lookForKeys();
    return this.#keys.unwrap(wrapped, keyVersion, associatedData);
  }

  /** Goes by what the database says now. */
  async refresh(): Promise<void> {
    await this.follow(await this.parts.look());
  }

  /** Goes by these records: gets keys that are new, lets go of those that were destroyed, and wraps with the current one. */
  async follow(records: KeyRecords): Promise<void> {
    this.#records = records;
    const gone = [...this.#keys.versions].some((keyVersion) => this.#isDestroyed(keyVersion));
    if (gone || records.known.some(({ keyVersion }) => !this.#has(keyVersion))) await this.#readKeys();
    const current = currentVersion(records);
    if (this.#has(current)) this.#keyVersion = current;
    else this.parts.logger.error('key-version-missing', { keyVersion: current });
  }

  #has(keyVersion: number): boolean {
    return this.#keys.versions.has(keyVersion);
  }

  /** A retired key opens what was read before, until it is destroyed. */
  #isDestroyed(keyVersion: number): boolean {
    return this.#records.retired.some((one) => one.keyVersion === keyVersion && one.destroyedAt !== null);
  }

  async #lookForKeys(): Promise<void> {
    if (this.#looking === undefined && performance.now() - this.#lookedAt < lookAgainMs) return;
    this.#looking ??= this.#readKeys().finally(() => {
      this.#lookedAt = performance.now();
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Keys that fail their check, or that lack one which is still needed, do not take the place of those that are here. */
  async #readKeys(): Promise<void> {
    const keys = await this.parts.store.read();
    for (const known of this.#records.known) {
      const { keyVersion } = known;
      const isThere = keys?.versions.has(keyVersion) === true;
      if (isThere ? await provesKey(keys, known) : !this.#has(keyVersion)) continue;
      this.parts.logger.error('key-refused', { keyVersion, reason: isThere ? 'another-key' : 'missing' });
      return;
    }
    if (keys !== null) this.#keys = keys;
  }
}
