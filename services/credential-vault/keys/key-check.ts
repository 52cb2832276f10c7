import { randomBytes } from 'node:crypto';
import { keyCheckData } from '../envelope/associated-data.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KnownKey } from './key-records.js';
import type { KeySet } from './key-store.js';

/** A key check value: random bytes that only this key unwraps. */
export function makeCheckValue(keys: Pick<KeySet, 'wrap'>, keyVersion: number): Promise<Buffer> {
  return keys.wrap(randomBytes(32), keyVersion, keyCheckData(keyVersion));
}

/** Whether the key of this version is there, and is the one that the check value was made with. */
export async function provesKey(
  keys: Pick<KeySet, 'unwrap'>,
  { keyVersion, checkValue }: Pick<KnownKey, 'keyVersion' | 'checkValue'>,
): Promise<boolean> {
  try {
    await keys.unwrap(checkValue, keyVersion, keyCheckData(keyVersion));
    return true;
  } catch (error) {
    if (error instanceof EnvelopeBroken) return false;
    throw error;
  }
}
