import type { OutputOf, rotateKeys } from '@mail-access/contracts';
import type { Transaction } from '@mail-access/persistence';
import { announcedVersion, currentVersion, readKeyRecords, replicasWithout } from '../keys/key-records.js';

export type RotationStatus = OutputOf<typeof rotateKeys>;
type Version = RotationStatus['versions'][number];

/** Where the last rotation is. Counts credentials of all tenants. */
export async function rotationStatus(tx: Transaction): Promise<RotationStatus> {
  const records = await readKeyRecords(tx);
  const current = currentVersion(records);
  const announced = announcedVersion(records);
  const keyVersion = announced ?? current;
  const counts = await credentialsByVersion(tx);
  const known = records.known.map(({ keyVersion: version, activatedAt, recordedAt }): Version => {
    const state = activatedAt === null ? 'announced' : version === current ? 'current' : 'old';
    return { keyVersion: version, state, credentials: counts.get(version) ?? 0, recordedAt: recordedAt.toISOString() };
  });
  const retired = records.retired.map(({ keyVersion: version, recordedAt, retiredAt }): Version => ({
    ...{ keyVersion: version, state: 'retired', credentials: 0 },
    ...{ recordedAt: recordedAt.toISOString(), retiredAt: retiredAt.toISOString() },
  }));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rewrapped = counts.get(keyVersion) ?? 0;
  const unreadable = Math.min(await unreadableOf(tx, keyVersion), total - rewrapped);
  return {
    keyVersion,
    state: announced === null ? stateOf(total - rewrapped, unreadable) : 'announced',
    ...{ total, rewrapped, unreadable },
    waitingFor: announced === null ? 0 : await replicasWithout(tx, announced),
    versions: [...known, ...retired].sort((one, other) => one.keyVersion - other.keyVersion),
  };
}

function stateOf(remaining: number, unreadable: number): RotationStatus['state'] {
  if (remaining === 0) return 'complete';
  return remaining === unreadable ? 'blocked' : 'rewrapping';
}

async function credentialsByVersion(tx: Transaction): Promise<Map<number, number>> {
  const rows = await tx.query<{ version: number; count: number }[]>(
    `select wrapped_by as version, count(*)::int as count from credential where wrapped_by is not null group by wrapped_by`,
  );
  return new Map(rows.map(({ version, count }) => [version, count]));
}

async function unreadableOf(tx: Transaction, keyVersion: number): Promise<number> {
  const [row] = await tx.query<{ unreadable: number }[]>('select unreadable from key_rotation where key_version = $1', [
    keyVersion,
  ]);
  return row?.unreadable ?? 0;
}
