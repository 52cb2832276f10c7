import { randomBytes } from 'node:crypto';
import type { Database, Transaction } from '@mail-access/persistence';
import { keyCheckData } from '../envelope/associated-data.js';
import { EnvelopeBroken } from '../envelope/envelope-broken.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';
import { FileKeyWrapper } from './file-key-wrapper.js';
import { createKeyFile, KeyFileProblem, readKeyFile } from './key-file.js';

interface KeyCheck {
  readonly key_version: number;
  readonly check_value: Buffer;
}

/**
 * Opens the key-encryption keys of a key file and proves that they are those by which the stored credentials were
 * encrypted. The file is made when there is none and nothing was ever stored; otherwise a missing or another key ends
 * the start, and changes nothing, so that putting the right file back is all there is to do.
 * @throws KeyFileProblem with the sentence for the operator
 */
export async function openKeyWrapper(database: Database, path: string): Promise<KeyWrapper> {
  return await database.transaction(async (tx) => {
    // Replicas that start together for the first time take turns; the first one's key counts.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('credential_vault key check', 0))`);
    const checks = await tx.query<KeyCheck[]>('select key_version, check_value from key_check order by key_version');
    const entries = (await readKeyFile(path)) ?? (await firstKeyFile(path, checks));
    const wrapper = new FileKeyWrapper(entries);
    for (const check of checks) await prove(wrapper, check, path);
    if (!checks.some((check) => check.key_version === wrapper.keyVersion)) await remember(tx, wrapper);
    return wrapper;
  });
}

async function firstKeyFile(path: string, checks: readonly KeyCheck[]) {
  if (checks.length === 0) return await createKeyFile(path);
  throw new KeyFileProblem(
    `the key file ${path} is missing, and the stored credentials cannot be read without it: put it back from the backup`,
  );
}

async function prove(wrapper: KeyWrapper, { key_version, check_value }: KeyCheck, path: string): Promise<void> {
  try {
    await wrapper.unwrap(check_value, key_version, keyCheckData(key_version));
  } catch (error) {
    if (!(error instanceof EnvelopeBroken)) throw error;
    throw new KeyFileProblem(
      `the key file ${path} does not hold the key, version ${key_version}, that credentials were stored with: ` +
        'put the right one back from the backup',
    );
  }
}

/** The key check value: random bytes that only this key unwraps. */
async function remember(tx: Transaction, wrapper: KeyWrapper): Promise<void> {
  const value = await wrapper.wrap(randomBytes(32), keyCheckData(wrapper.keyVersion));
  await tx.query('insert into key_check (key_version, check_value) values ($1, $2)', [wrapper.keyVersion, value]);
}
