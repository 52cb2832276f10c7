import { setTimeout as sleep } from 'node:timers/promises';
import { recordRotation, type Logger } from '@mail-access/observability';
import { acrossTenants, type Database, type Transaction } from '@mail-access/persistence';
import { recordAudit } from '../audit/record.js';
import { announcedVersion, currentVersion, readKeyRecords } from '../keys/key-records.js';
import type { KeyRing } from '../keys/key-ring.js';
import { rewrapBatch, type RewrappedBatch } from './rewrap-batch.js';

interface Rewrapping {
  readonly database: Database;
  readonly ring: KeyRing;
  readonly logger: Logger;
  /** Ends after the batch under way. */
  readonly stopping: () => boolean;
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** A pass over everything that older versions wrap. `again`: something is left that may be done at once. */
export interface RewrapPass {
  readonly rewrapped: number;
  readonly unreadable: number;
  readonly again: boolean;
}

/** Wraps everything with the version in use, batch by batch, each in a transaction of its own. */
export async function rewrapAll(parts: Rewrapping): Promise<RewrapPass> {
  const { database, ring, logger } = parts;
  const records = await readKeyRecords(database.dataSource.manager);
  const to = currentVersion(records);
  // This replica lacks the version in use, or is about to follow: it must not wrap with another one.
  if (ring.keyVersion !== to) return { rewrapped: 0, unreadable: 0, again: false };
  const old = records.known.map(({ keyVersion }) => keyVersion).filter((version) => version < to);
  const unreadable: string[] = [];
  let rewrapped = 0;
  for await (const batch of batches(parts, old, to)) {
    rewrapped += batch.rewrapped;
    unreadable.push(...batch.unreadable);
  }
  for (const credentialId of unreadable) logger.error('credential-unreadable', { credentialId });
  if (rewrapped > 0) logger.info('keys-rewrapped', { keyVersion: to, rewrapped });
  const isComplete = announcedVersion(records) === null && (await conclude(parts, to, unreadable.length));
  return { rewrapped, unreadable: unreadable.length, again: !isComplete && unreadable.length === 0 };
}

/** Every batch that there is to do, once. */
async function* batches(
  { database, ring, stopping }: Rewrapping,
  old: readonly number[],
  to: number,
): AsyncGenerator<RewrappedBatch> {
  let remaining = await acrossTenants(database, (tx) => remainingFor(tx, to));
  for (const from of remaining > 0 ? old : []) {
    for (let after: string | null = firstId; after !== null && !stopping();) {
      const [place, startedAt] = [{ from, to, after }, performance.now()];
      const batch: RewrappedBatch = await acrossTenants(database, (tx) => rewrapBatch(tx, ring, place));
      yield batch;
      remaining = Math.max(0, remaining - batch.rewrapped);
      recordRotation({ remaining });
      after = batch.last;
      // Requests come first: they have as much time as a batch took.
      await sleep(performance.now() - startedAt);
    }
  }
}

async function remainingFor(tx: Transaction, keyVersion: number): Promise<number> {
  const [row] = await tx.query<{ remaining: number }[]>(
    'select count(*)::int as remaining from credential where wrapped_by < $1',
    [keyVersion],
  );
  return row?.remaining ?? 0;
}

/** Remembers how the rotation stands after a pass; true when nothing is left. */
async function conclude({ database, logger }: Rewrapping, keyVersion: number, unreadable: number): Promise<boolean> {
  return await acrossTenants(database, async (tx) => {
    const remaining = await remainingFor(tx, keyVersion);
    const broken = Math.min(unreadable, remaining);
    recordRotation({ remaining, unreadable: broken });
    await tx.query('update key_rotation set unreadable = $2 where key_version = $1 and unreadable <> $2', [
      keyVersion,
      broken,
    ]);
    if (remaining > 0) return false;
    const completed = await tx.query<[unknown[], number]>(
      'update key_rotation set completed_at = now() where key_version = $1 and completed_at is null',
      [keyVersion],
    );
    if (completed[1] === 0) return true;
    await recordAudit(tx, { action: 'rotation', caller: 'rotate-keys', outcome: `complete:${keyVersion}` });
    logger.info('key-rotation-complete', { keyVersion });
    return true;
  });
}
