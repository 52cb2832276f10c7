import pg from 'pg';
import { quoteSchema } from './quote-schema.js';

/**
 * Gives the role of a service what it needs of its tables: to read and write rows. A table with the comment "append-only"
 * it may only add to, and what was migrated it may only look up. It may create, alter, truncate and own nothing.
 */
export async function grantToService(client: pg.Client, schema: string, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  await client.query('begin');
  await client.query(`grant usage on schema ${quoteSchema(schema)} to ${to}`);
  const { rows } = await client.query<{ name: string; comment: string | null }>(
    `select relname as name, obj_description(oid, 'pg_class') as comment from pg_class
     where relnamespace = $1::regnamespace and relkind in ('r', 'p') order by relname`,
    [quoteSchema(schema)],
  );
  for (const { name, comment } of rows) {
    const table = pg.escapeIdentifier(name);
    await client.query(`revoke all on table ${table} from ${to}`);
    await client.query(`grant ${privilegesOf(name, comment)} on table ${table} to ${to}`);
  }
  await client.query('commit');
}

function privilegesOf(table: string, comment: string | null): string {
  if (table === 'schema_migration') return 'select';
  return comment === 'append-only' ? 'select, insert' : 'select, insert, update, delete';
}
