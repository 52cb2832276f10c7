import type { Transaction } from '@mail-access/persistence';
import { makeCheckValue } from '../keys/key-check.js';
import { notifyReplicas, readKeyRecords, type KeyRecords } from '../keys/key-records.js';
import { KeyStoreProblem, type KeyStore } from '../keys/key-store.js';
import { rotationStatus } from './rotation-status.js';

/**
 * Makes and announces the next version, unless a rotation is under way. The caller holds the lock of the key tables.
 * @returns the version announced, null when there is a rotation to go on with
 * @throws KeyStoreProblem
 */
export async function beginRotation(tx: Transaction, store: KeyStore): Promise<number | null> {
  if (await isUnderWay(tx)) return null;
  const keyVersion = await newKey(store, await readKeyRecords(tx));
  const keys = await store.read();
  if (keys?.versions.has(keyVersion) !== true) {
    throw new KeyStoreProblem(`${store.name} does not hold the key, version ${keyVersion}, that was just made`);
  }
  await tx.query('insert into key_check (key_version, check_value, activated_at) values ($1, $2, null)', [
    keyVersion,
    await makeCheckValue(keys, keyVersion),
  ]);
  await tx.query('insert into key_rotation (key_version) values ($1)', [keyVersion]);
  await notifyReplicas(tx);
  return keyVersion;
}

/**
 * Numbers are given once, also those of versions that were retired. A newer key that is there already is taken: the operator
 * put it there, or a replica died between making and announcing it.
 */
async function newKey(store: KeyStore, { known, retired }: KeyRecords): Promise<number> {
  const newest = Math.max(...[...known, ...retired].map(({ keyVersion }) => keyVersion));
  const keys = await store.read();
  // Made anew beside what is missing, it would hold the new key alone.
  if (keys === null) throw new KeyStoreProblem(`${store.sentences.absent}: ${store.sentences.remedy}`);
  const newer = [...keys.versions].filter((version) => version > newest);
  if (newer.length > 0) return Math.min(...newer);
  await store.create(newest + 1);
  return newest + 1;
}

/** Also a rotation that ended counts, for a while, when the administrator was not told: that is what a repeated call asks. */
async function isUnderWay(tx: Transaction): Promise<boolean> {
  const { state, keyVersion } = await rotationStatus(tx);
  if (state === 'announced' || state === 'rewrapping') return true;
  const [row] = await tx.query<{ untold: boolean }[]>(
    `select exists (select from key_rotation where key_version = $1 and reported_at is null
                    and (completed_at is null or completed_at > now() - interval '10 minutes')) as untold`,
    [keyVersion],
  );
  return row?.untold === true;
}

/** Remembers that the administrator was told that the rotation is complete. */
export async function noteReported(tx: Transaction, keyVersion: number): Promise<void> {
  await tx.query('update key_rotation set reported_at = now() where key_version = $1 and reported_at is null', [
    keyVersion,
  ]);
}
