import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { EnvelopeBroken } from './envelope-broken.js';

const algorithm = 'aes-256-gcm';
export const nonceBytes = 12;
/** Pinned on both sides: left to its default, node:crypto opens with a tag of 4 bytes as well. */
export const authTagLength = 16;

/** First byte of everything stored. Another form gets another number; there is no guessing between them. */
export const formatVersion = 1;
const overhead = 1 + nonceBytes + authTagLength;

/** Length in bytes of what `encrypt` makes of a plaintext of so many bytes. */
export function storedLength(plaintextBytes: number): number {
  return overhead + plaintextBytes;
}

/**
 * AES-256-GCM (NIST SP 800-38D) as `version | nonce (12) | ciphertext | tag (16)`. The nonce is random, which is safe for
 * 2^32 messages a key: a data key encrypts one, a key-encryption key one a credential.
 */
export function encrypt(key: KeyObject, plaintext: Buffer, associatedData: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength });
  cipher.setAAD(associatedData, { plaintextLength: plaintext.length });
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([formatVersion]), nonce, ciphertext, cipher.getAuthTag()]);
}

/** @throws EnvelopeBroken on anything but what `encrypt` made with this key and this associated data */
export function decrypt(key: KeyObject, stored: Buffer, associatedData: Buffer): Buffer {
  if (stored.length <= overhead || stored[0] !== formatVersion) throw new EnvelopeBroken();
  const nonce = stored.subarray(1, 1 + nonceBytes);
  const ciphertext = stored.subarray(1 + nonceBytes, -authTagLength);
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength });
    decipher.setAAD(associatedData, { plaintextLength: ciphertext.length });
    decipher.setAuthTag(stored.subarray(-authTagLength));
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new EnvelopeBroken();
  }
}
