/**
 * Wraps data keys with a key-encryption key that never leaves it: a key file, or a token.
 * Adapters: `FileKeyWrapper`, `TokenKeyWrapper`, and `KeyRing` over either.
 */
export interface KeyWrapper {
  /** Version of the key that what is new is wrapped with: a positive integer. It may change between two calls. */
  readonly keyVersion: number;
  /** @throws EnvelopeBroken when the key of that version is not there */
  wrap(dataKey: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer>;
  /** @throws EnvelopeBroken when the key of that version is not there, or did not wrap this */
  unwrap(wrapped: Buffer, keyVersion: number, associatedData: Buffer): Promise<Buffer>;
}
