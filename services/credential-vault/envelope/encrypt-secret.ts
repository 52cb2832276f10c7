import { createSecretKey, randomBytes } from 'node:crypto';
import { paddedJson, type Secret } from '@mail-access/secret';
import { encrypt } from './aes-gcm.js';
import { dataKeyData, secretData, type CredentialIdentity } from './associated-data.js';
import type { KeyWrapper } from './key-wrapper.js';

/** What is stored of a secret. Neither part opens without the key-encryption key. */
export interface Envelope {
  readonly keyVersion: number;
  readonly wrappedDataKey: Buffer;
  readonly ciphertext: Buffer;
}

export const dataKeyBytes = 32;

/** Plaintexts are padded to a multiple of this many bytes, so that a table does not tell the length of passwords. */
const paddingBytes = 128;

/** Encrypts a secret under a data key of its own, and wraps that key. */
export async function encryptSecret(
  wrapper: KeyWrapper,
  identity: CredentialIdentity,
  secret: Secret<string>,
): Promise<Envelope> {
  const { keyVersion } = wrapper;
  const dataKey = randomBytes(dataKeyBytes);
  const plaintext = paddedJson(JSON.stringify(secret.reveal()), paddingBytes);
  try {
    const ciphertext = encrypt(createSecretKey(dataKey), plaintext, secretData(identity));
    const wrappedDataKey = await wrapper.wrap(dataKey, keyVersion, dataKeyData(identity, keyVersion));
    return { keyVersion, wrappedDataKey, ciphertext };
  } finally {
    dataKey.fill(0);
    plaintext.fill(0);
  }
}
