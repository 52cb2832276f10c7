import type { Transaction } from '@mail-access/persistence';

/** A version that credentials are, or are about to be, wrapped with. */
export interface KnownKey {
  readonly keyVersion: number;
  /** Random bytes that only this key unwraps. */
  readonly checkValue: Buffer;
  readonly recordedAt: Date;
  /** Null: announced, and used by nobody yet. */
  readonly activatedAt: Date | null;
}

/** A version that no credential needs any more. */
export interface RetiredKey {
  readonly keyVersion: number;
  readonly checkValue: Buffer;
  readonly recordedAt: Date;
  readonly retiredAt: Date;
  readonly destroyedAt: Date | null;
}

/** What the database knows of the versions, each list by version. */
export interface KeyRecords {
  readonly known: readonly KnownKey[];
  readonly retired: readonly RetiredKey[];
}

type Querying = Pick<Transaction, 'query'>;

export async function readKeyRecords(tx: Querying): Promise<KeyRecords> {
  const known = await tx.query<KnownKey[]>(
    `select key_version as "keyVersion", check_value as "checkValue", recorded_at as "recordedAt",
            activated_at as "activatedAt" from key_check order by key_version`,
  );
  const retired = await tx.query<RetiredKey[]>(
    `select key_version as "keyVersion", check_value as "checkValue", recorded_at as "recordedAt",
            retired_at as "retiredAt", destroyed_at as "destroyedAt" from retired_key order by key_version`,
  );
  return { known, retired };
}

/** Replicas take turns at whatever changes keys or what is known of them. Held until the transaction ends. */
export async function lockKeys(tx: Querying): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('credential_vault key check', 0))`);
}

/** Replicas listen here for a version that was announced, taken into use or retired. */
export const keyChannel = 'credential_vault_keys';

export async function notifyReplicas(tx: Querying): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [keyChannel, '']);
}

/** The version that a replica wraps with: the newest one in use. */
export function currentVersion({ known }: KeyRecords): number {
  const inUse = known.filter(({ activatedAt }) => activatedAt !== null);
  return Math.max(0, ...inUse.map(({ keyVersion }) => keyVersion));
}

export function announcedVersion({ known }: KeyRecords): number | null {
  return known.find(({ activatedAt }) => activatedAt === null)?.keyVersion ?? null;
}

/** Says that this replica runs, and up to which version it has the keys. */
export async function reportReplica(tx: Querying, instanceId: string, keyVersion: number): Promise<void> {
  await tx.query(
    `insert into key_replica (instance_id, key_version) values ($1, $2)
     on conflict (instance_id) do update set key_version = excluded.key_version, seen_at = now()`,
    [instanceId, keyVersion],
  );
  await tx.query(`delete from key_replica where seen_at < now() - interval '1 hour'`);
}

/**
 * How many replicas that run do not have this version yet. Each reports every 5 s, and its database connections have its
 * name: one that was killed is not waited for, one that hangs not for long. It looks again before it goes on.
 */
export async function replicasWithout(tx: Querying, keyVersion: number): Promise<number> {
  const [row] = await tx.query<{ waiting: number }[]>(
    `select count(*)::int as waiting from key_replica
     where key_version < $1 and seen_at > now() - interval '20 seconds'
       and exists (select from pg_stat_activity where application_name = instance_id)`,
    [keyVersion],
  );
  return row?.waiting ?? 0;
}
