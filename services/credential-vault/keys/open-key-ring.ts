import type { Logger } from '@mail-access/observability';
import type { Database, Transaction } from '@mail-access/persistence';
import { makeCheckValue, provesKey } from './key-check.js';
import { lockKeys, readKeyRecords, reportReplica, type KeyRecords } from './key-records.js';
import { KeyRing } from './key-ring.js';
import { KeyStoreProblem, type KeySet, type KeyStore } from './key-store.js';

interface Opening {
  readonly database: Database;
  readonly store: KeyStore;
  readonly instanceId: string;
  readonly logger: Logger;
}

/**
 * Opens the key-encryption keys and proves that they are those by which the stored credentials were encrypted. The first
 * is made when there is none and nothing was ever stored; otherwise a missing or another key ends the start, and changes
 * nothing, so that putting the right one back is all there is to do.
 * @throws KeyStoreProblem with the sentence for the operator
 */
export async function openKeyRing({ database, store, instanceId, logger }: Opening): Promise<KeyRing> {
  return await database.transaction(async (tx) => {
    // Replicas that start together for the first time take turns; the first one's key counts.
    await lockKeys(tx);
    const before = await readKeyRecords(tx);
    const keys = (await store.read()) ?? (await firstKeys(store, before));
    await prove(keys, before, store);
    await store.removeDrafts().catch((error: unknown) => logger.warn('key-drafts-left', { err: error }));
    if (before.known.length === 0) await remember(tx, keys, before);
    const records = await readKeyRecords(tx);
    const look = () => readKeyRecords(database.dataSource.manager);
    const ring = new KeyRing({ store, keys, records, look, logger });
    await reportReplica(tx, instanceId, ring.newestProven);
    return ring;
  });
}

async function firstKeys(store: KeyStore, { known, retired }: KeyRecords): Promise<KeySet> {
  if (known.length + retired.length > 0) {
    const { absent, remedy } = store.sentences;
    throw new KeyStoreProblem(`${absent}, and the stored credentials cannot be read without it: ${remedy}`);
  }
  await store.create(1);
  const keys = await store.read();
  if (keys === null) throw new KeyStoreProblem(`${store.name} holds no key although one was made`);
  return keys;
}

/** A version that is only announced may be missing: nothing needs it, and no replica uses it before this one has it. */
async function prove(keys: KeySet, { known }: KeyRecords, store: KeyStore): Promise<void> {
  for (const record of known) {
    const { keyVersion, activatedAt } = record;
    if (activatedAt === null && !keys.versions.has(keyVersion)) continue;
    if (await provesKey(keys, record)) continue;
    throw new KeyStoreProblem(
      `${store.name} does not hold the key, version ${keyVersion}, that credentials were stored with: ` +
        store.sentences.remedy,
    );
  }
}

async function remember(tx: Transaction, keys: KeySet, { retired }: KeyRecords): Promise<void> {
  const unused = [...keys.versions].filter((version) => !retired.some(({ keyVersion }) => keyVersion === version));
  const keyVersion = Math.max(...unused);
  const values = [keyVersion, await makeCheckValue(keys, keyVersion)];
  await tx.query('insert into key_check (key_version, check_value) values ($1, $2)', values);
}
