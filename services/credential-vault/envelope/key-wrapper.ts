/**
 * Wraps data keys with a key-encryption key that never leaves it: a key file, or a hardware module.
 * Adapters: `FileKeyWrapper`.
 */
export interface KeyWrapper {
  /** Version of the key that `wrap` uses: a positive integer, the newest. */
  readonly keyVersion: number;
  wrap(dataKey: Buffer, associatedData: Buffer): Promise<Buffer>;
  /** @throws EnvelopeBroken when the key of that version is not there, or did not wrap this */
  unwrap(wrapped: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer>;
}
