import { setInterval as every } from 'node:timers/promises';
import { tenantTransaction, type Database } from '@mail-access/persistence';
import { grantStore, type Lease } from '../grant/grant-store.js';

/**
 * How long a grant waits for a process that died while it renewed it, in milliseconds. A provider that is slower than that
 * costs nothing: a holder who lives keeps the lease. On a machine at eight times its load one that lived was starved of
 * a lease of 4 s, and the provider was called once too often.
 */
export const leaseMs = 8_000;
const extendEveryMs = 1_000;

/** Works under a lease that is extended meanwhile. `lost` when it is somebody else's: the work is then stopped. */
export async function holdLease<T>(
  database: Database,
  tenantId: string,
  lease: Lease,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'lost'> {
  const lost = new AbortController();
  const done = new AbortController();
  const holding = extend(database, tenantId, lease, done.signal).then((kept) => {
    if (!kept) lost.abort();
  });
  try {
    return await work(lost.signal);
  } catch (error) {
    if (lost.signal.aborted) return 'lost';
    throw error;
  } finally {
    done.abort();
    await holding;
  }
}

/** False when the lease was lost. A database that does not answer extends nothing: whoever comes next decides. */
async function extend(database: Database, tenantId: string, lease: Lease, done: AbortSignal): Promise<boolean> {
  try {
    for await (const _ of every(extendEveryMs, undefined, { signal: done })) {
      const kept = await tenantTransaction(database, tenantId, (tx) => grantStore.extendLease(tx, lease, leaseMs));
      if (!kept) return false;
    }
  } catch {
    // Done, or the database is away: then the epoch decides at the end.
  }
  return true;
}
