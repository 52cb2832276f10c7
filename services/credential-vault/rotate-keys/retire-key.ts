import { Refusal, rotateKeys } from '@mail-access/contracts';
import { type Database, databaseTrouble, type Transaction } from '@mail-access/persistence';
import { recordAudit } from '../audit/record.js';
import { provesKey } from '../keys/key-check.js';
import { currentVersion, lockKeys, notifyReplicas, readKeyRecords } from '../keys/key-records.js';
import type { KeyStore } from '../keys/key-store.js';

/** SQLSTATE of a row that another one refers to. */
const foreignKeyViolation = '23503';

/**
 * Retires a version that no credential needs. That none does, and none will, is for the database to say: credentials refer
 * to the row that is deleted here. The key itself is destroyed afterwards, see `destroyRetiredKeys`.
 * @throws Refusal
 */
export async function retireKey(tx: Transaction, keyVersion: number, caller: string | undefined): Promise<void> {
  await lockKeys(tx);
  const records = await readKeyRecords(tx);
  if (records.retired.some((one) => one.keyVersion === keyVersion)) return;
  if (!records.known.some((one) => one.keyVersion === keyVersion)) {
    throw new Refusal(rotateKeys, 'key-version-unknown', { keyVersion });
  }
  if (keyVersion === currentVersion(records)) throw new Refusal(rotateKeys, 'key-is-current', { keyVersion });
  try {
    await tx.query(moveToRetired, [keyVersion]);
  } catch (error) {
    const isNeeded = (error as { code?: unknown }).code === foreignKeyViolation;
    // A store that has not committed yet holds the row: it may still be about to need the key.
    if (!isNeeded && databaseTrouble(error) !== 'contended') throw error;
    throw new Refusal(rotateKeys, 'key-in-use', { keyVersion }, { cause: error });
  }
  await recordAudit(tx, { action: 'rotation', caller, outcome: `retired:${keyVersion}` });
  await notifyReplicas(tx);
}

const moveToRetired = `
  with gone as (delete from key_check where key_version = $1 returning key_version, check_value, recorded_at)
  insert into retired_key (key_version, check_value, recorded_at)
  select key_version, check_value, recorded_at from gone`;

/**
 * Whoever read a row before its data key was wrapped anew opens it at once; a token may have others to serve before. So long, in
 * milliseconds, a retired key stays. Nothing new can need it meanwhile.
 */
export const readsLastMs = 3_000;

/**
 * Destroys keys that were retired, once reads that had begun before are over; what a replica that died left undone, another
 * one does. A key under the number of a retired one that is not that key is not touched.
 * @throws KeyStoreProblem
 */
export async function destroyRetiredKeys(database: Database, store: KeyStore): Promise<void> {
  if ((await dueVersions(database.dataSource.manager)).length === 0) return;
  await database.transaction(async (tx) => {
    await lockKeys(tx);
    const keys = await store.read();
    const due = await dueVersions(tx);
    let destroyed = 0;
    for (const key of (await readKeyRecords(tx)).retired) {
      if (!due.includes(key.keyVersion)) continue;
      if (keys?.versions.has(key.keyVersion) === true) {
        if (!(await provesKey(keys, key))) continue;
        await store.destroy(key.keyVersion);
      }
      await tx.query('update retired_key set destroyed_at = now() where key_version = $1', [key.keyVersion]);
      destroyed += 1;
    }
    // Whoever is told looks here: where there is nothing to tell, telling it would never end.
    if (destroyed > 0) await notifyReplicas(tx);
  });
}

async function dueVersions(tx: Pick<Transaction, 'query'>): Promise<number[]> {
  const rows = await tx.query<{ version: number }[]>(
    `select key_version as version from retired_key
     where destroyed_at is null and retired_at <= now() - make_interval(secs => $1::float8 / 1000)`,
    [readsLastMs],
  );
  return rows.map(({ version }) => version);
}
