import { createSecretKey } from 'node:crypto';
import { Secret } from '@mail-access/secret';
import { decrypt } from './aes-gcm.js';
import { dataKeyData, secretData, type CredentialIdentity } from './associated-data.js';
import { dataKeyBytes, type Envelope } from './encrypt-secret.js';
import { EnvelopeBroken } from './envelope-broken.js';
import type { KeyWrapper } from './key-wrapper.js';

function parsed(plaintext: Buffer): Secret<string> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
    if (typeof value === 'string') return Secret.of(value);
  } catch {
    // The parser's message would quote the secret.
  }
  throw new EnvelopeBroken();
}

/**
 * Opens what `encryptSecret` made for this identity.
 * @throws EnvelopeBroken on anything else; there is no other form to fall back to
 */
export async function decryptSecret(
  wrapper: KeyWrapper,
  identity: CredentialIdentity,
  envelope: Envelope,
): Promise<Secret<string>> {
  const { keyVersion, wrappedDataKey, ciphertext } = envelope;
  const dataKey = await wrapper.unwrap(wrappedDataKey, keyVersion, dataKeyData(identity, keyVersion));
  if (dataKey.length !== dataKeyBytes) throw new EnvelopeBroken();
  const plaintext = decrypt(createSecretKey(dataKey), ciphertext, secretData(identity));
  try {
    return parsed(plaintext);
  } finally {
    dataKey.fill(0);
    plaintext.fill(0);
  }
}
