import { services } from '@mail-access/contracts';
import { joinTenant, type Database, type Transaction } from '@mail-access/persistence';
import { recordAudit } from '../audit/record.js';
import type { Owner } from '../credential/credential-store.js';
import { ownedTables, type OwnedTable } from './owned-tables.js';

/** What is held about a subscriber, table by table, as it is stored. */
export interface SubscriberExport extends Owner {
  /** RFC 3339 UTC. */
  readonly exportedAt: string;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
}

/** What stands for a value that is there and is not shown. */
export const withheld = '[sealed]';

/**
 * Everything that the tables of all services hold about a subscriber, of one moment, and a line in the audit that it was
 * asked for. No secret is opened. Needs a role that may read all schemas.
 */
export function exportSubscriber(database: Database, owner: Owner, caller: string): Promise<SubscriberExport> {
  return database.dataSource.transaction('REPEATABLE READ', async (tx) => {
    await joinTenant(tx, owner.tenantId);
    await recordAudit(tx, { action: 'export', outcome: 'exported', caller, ...owner });
    const tables: Record<string, readonly unknown[]> = {};
    const schemas = services.map((service) => service.replaceAll('-', '_'));
    for (const table of await ownedTables(tx, schemas)) tables[table.name] = await rowsOf(tx, table, owner);
    const { tenantId, subscriberId } = owner;
    return { tenantId, subscriberId, exportedAt: new Date().toISOString(), tables };
  });
}

async function rowsOf(tx: Transaction, table: OwnedTable, owner: Owner): Promise<unknown[]> {
  const rows = await tx.query<{ row: Record<string, unknown> }[]>(
    `select to_jsonb(t) - $3::text[] as row from ${table.name} t where ${table.condition}`,
    [owner.tenantId, owner.subscriberId, table.hidden],
  );
  const hidden = Object.fromEntries(table.hidden.map((column) => [column, withheld]));
  return rows.map(({ row }) => ({ ...row, ...hidden }));
}
