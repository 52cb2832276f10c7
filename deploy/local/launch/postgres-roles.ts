import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Makes the role of a service and the schema that only this role may use, and gives the role's URL. The password is new each time,
 * so none is kept on the disk.
 *
 * @param url the superuser's, to the database that holds the schemas
 */
export async function createServiceRole(url: string, service: string): Promise<string> {
  const name = service.replaceAll('-', '_');
  const password = randomBytes(24).toString('base64url');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const role = pg.escapeIdentifier(name);
    await client.query('begin');
    // Two roles made at once would update the same row of pg_database ("tuple concurrently updated").
    await client.query('select pg_advisory_xact_lock(20261122)');
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
    await client.query(
      `${rowCount === 0 ? 'create' : 'alter'} role ${role} login password ${pg.escapeLiteral(password)}`,
    );
    await client.query(`create schema if not exists ${role} authorization ${role}`);
    await client.query(`alter role ${role} set search_path = ${role}`);
    // `create schema if not exists` of a migration asks for this right even when the schema is there.
    await client.query(`grant create on database mail_access to ${role}`);
    await client.query('commit');
  } finally {
    await client.end();
  }
  const { host } = new URL(url);
  return `postgres://${name}:${password}@${host}/mail_access`;
}
