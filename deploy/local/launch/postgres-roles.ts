import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A service's own role, and the one that owns its schema and is used by migrations only. */
export interface ServiceRoles {
  readonly url: string;
  readonly ownerUrl: string;
}

/**
 * Makes the role of a service and the schema that only this role may use, and gives the role's URL. The password is new each time,
 * so none is kept on the disk. The role owns its schema, and applies its migrations itself.
 *
 * @param url the superuser's, to the database that holds the schemas
 */
export async function createServiceRole(url: string, service: string): Promise<string> {
  const name = service.replaceAll('-', '_');
  return await inTurn(url, async (client) => {
    const own = await loginRole(client, name, url);
    await client.query(`create schema if not exists ${pg.escapeIdentifier(name)} authorization ${own.role}`);
    return own.url;
  });
}

/**
 * Makes two roles: `<service>_owner` owns the schema, `<service>` may use what the owner grants it. What the service's role
 * owned so far passes to the owner.
 *
 * @param url the superuser's, to the database that holds the schemas
 */
export async function createServiceRoles(url: string, service: string): Promise<ServiceRoles> {
  const name = service.replaceAll('-', '_');
  return await inTurn(url, async (client) => {
    const own = await loginRole(client, name, url);
    const owner = await loginRole(client, `${name}_owner`, url, name);
    const schema = pg.escapeIdentifier(name);
    await client.query(`create schema if not exists ${schema} authorization ${owner.role}`);
    await client.query(`reassign owned by ${own.role} to ${owner.role}`);
    // A database of an older release let the service create schemas.
    await client.query(`revoke create on database mail_access from ${own.role}`);
    await client.query(`alter schema ${schema} owner to ${owner.role}`);
    return { url: own.url, ownerUrl: owner.url };
  });
}

/** One at a time: two roles made at once would update the same row of pg_database ("tuple concurrently updated"). */
async function inTurn<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(20261122)');
    // PostgreSQL lets everybody make temporary tables.
    await client.query('revoke temporary on database mail_access from public');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

async function loginRole(client: pg.Client, name: string, url: string, schema = name) {
  const role = pg.escapeIdentifier(name);
  const password = randomBytes(24).toString('base64url');
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} login password ${pg.escapeLiteral(password)}`);
  await client.query(`alter role ${role} set search_path = ${pg.escapeIdentifier(schema)}`);
  return { role, url: `postgres://${name}:${password}@${new URL(url).host}/mail_access` };
}
