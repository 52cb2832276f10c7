import { dataKeyData, type CredentialIdentity } from './associated-data.js';
import { dataKeyBytes, type Envelope } from './encrypt-secret.js';
import { EnvelopeBroken } from './envelope-broken.js';
import type { KeyWrapper } from './key-wrapper.js';

/**
 * Wraps the data key of a stored secret with another version of the key-encryption key. The secret itself is not opened.
 * @throws EnvelopeBroken when the data key cannot be unwrapped
 */
export async function rewrapDataKey(
  wrapper: Pick<KeyWrapper, 'wrap' | 'unwrap'>,
  identity: CredentialIdentity,
  { keyVersion, wrappedDataKey }: Pick<Envelope, 'keyVersion' | 'wrappedDataKey'>,
  newVersion: number,
): Promise<Buffer> {
  const dataKey = await wrapper.unwrap(wrappedDataKey, keyVersion, dataKeyData(identity, keyVersion));
  try {
    if (dataKey.length !== dataKeyBytes) throw new EnvelopeBroken();
    return await wrapper.wrap(dataKey, newVersion, dataKeyData(identity, newVersion));
  } finally {
    dataKey.fill(0);
  }
}
