import type { Database, Transaction } from './open-database.js';

/** What a policy of row-level security compares `tenant_id` with, as `current_setting('mail_access.tenant', true)`. */
const setting = 'mail_access.tenant';

/** No tenant is called so: ids hold letters, digits, "-" and "_". */
const everyTenant = '*';

/**
 * Runs the work in one transaction that sees and writes rows of this tenant only, where tables have a policy. In any other
 * transaction such tables are empty, so that a query which forgot its tenant finds nothing instead of everything.
 */
export function tenantTransaction<T>(
  database: Database,
  tenantId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    await joinTenant(tx, tenantId);
    return work(tx);
  });
}

/** Makes a transaction that somebody else began, as that of an event's handler, one of this tenant, until it ends. */
export async function joinTenant(tx: Transaction, tenantId: string): Promise<void> {
  if (!/^[\w-]{1,64}$/.test(tenantId)) throw new Error('not a tenant id');
  await tx.query('select set_config($1, $2, true)', [setting, tenantId]);
}

/**
 * The declared way to work across tenants: one transaction that sees the rows of all of them. For work that belongs to
 * no request, and for what a request must know of others without being told.
 */
export function acrossTenants<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.query('select set_config($1, $2, true)', [setting, everyTenant]);
    return work(tx);
  });
}
