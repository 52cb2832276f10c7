import type { Transaction } from '@mail-access/persistence';
import type { Owner } from '../credential/credential-store.js';

/**
 * Storing and erasing for one connection take turns: a store that began before the erasure is seen by it, one that comes
 * after sees it.
 */
const turn = `hashtextextended('credentials of ' || $1::uuid, 0)`;

/** Whether a connection is no more. What the transaction then stores for it, an erasure that comes later finds. */
export async function isErased(tx: Transaction, owner: Owner, connectionId: string): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock_shared(${turn})`, [connectionId]);
  const erased = await tx.query<unknown[]>(
    'select 1 from erased_connection where connection_id = $1 and tenant_id = $2 and subscriber_id = $3',
    [connectionId, owner.tenantId, owner.subscriberId],
  );
  return erased.length > 0;
}

/** Nothing is stored for the connection any more once this transaction commits. */
export async function markErased(tx: Transaction, owner: Owner, connectionId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${turn})`, [connectionId]);
  await tx.query(
    `insert into erased_connection (connection_id, tenant_id, subscriber_id) values ($1, $2, $3) on conflict do nothing`,
    [connectionId, owner.tenantId, owner.subscriberId],
  );
}
