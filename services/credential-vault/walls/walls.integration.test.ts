import { randomUUID } from 'node:crypto';
import { revealCredential, storeCredential } from '@mail-access/contracts';
import { openDatabase, type Database, type Transaction } from '@mail-access/persistence';
import { sealSecret, Secret } from '@mail-access/secret';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VaultGround } from '../fixtures/vault-ground.js';

const ada = { tenantId: 'acme', subscriberId: 'ada' };
const credentialId = randomUUID();
let ground: VaultGround;
/** The service's own role, without the service. */
let role: Database;
let owner: Database;

beforeAll(async () => {
  ground = await VaultGround.start();
  const sealed = await sealSecret(ground.vaultKey, Secret.of('a password'), { ...ada, purpose: 'incoming' });
  const connectionId = randomUUID();
  await ground.validator.request(storeCredential, { credentialId, connectionId, purpose: 'incoming', sealed }, ada);
  await ground.validator.request(revealCredential, { credentialId, purpose: 'incoming' }, ada);
  await ground.database.dataSource.query('insert into erased_connection values ($1, $2, $3)', [
    ...[randomUUID(), ada.tenantId, ada.subscriberId],
  ]);
  await ground.database.dataSource.query(
    `insert into revocation (credential_id, erased_credential_id, tenant_id, subscriber_id, due_at)
     values (gen_random_uuid(), gen_random_uuid(), $1, $2, now() + interval '1 day')`,
    [ada.tenantId, ada.subscriberId],
  );
  await ground.database.dataSource.query(
    `insert into oauth_grant (credential_id, tenant_id, subscriber_id, provider, account, granted_scopes)
     values ($1, $2, $3, 'google', 'ada@example.com', '{mail}')`,
    [credentialId, ada.tenantId, ada.subscriberId],
  );
  await ground.database.dataSource.query(
    `insert into oauth_authorization (authorization_id, tenant_id, subscriber_id, provider, state, requested_scopes,
       session_hash, sealed_secrets, state_expires_at, expires_at)
     values (gen_random_uuid(), $1, $2, 'google', 'waiting', '{mail}', 'hash', 'sealed', now(), now() + interval '1 day')`,
    [ada.tenantId, ada.subscriberId],
  );
  [role, owner] = [await databaseOf(ground.roleUrl), await databaseOf(ground.ownerUrl)];
});
afterAll(async () => {
  await role.close();
  await owner.close();
  await ground.stop();
});

const databaseOf = (url: string): Promise<Database> =>
  openDatabase({ url, schema: 'credential_vault', entities: [], applicationName: 'test' });

/** Does the work in a transaction of this tenant, or of none, and undoes it. */
async function inTenant<T>(
  tenant: string | undefined,
  work: (tx: Transaction) => Promise<T>,
  database = role,
): Promise<T> {
  const undo = new Error('undo');
  let result: T | undefined;
  await database
    .transaction(async (tx) => {
      if (tenant !== undefined) await tx.query(`select set_config('mail_access.tenant', $1, true)`, [tenant]);
      result = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result as T;
}

const refused = { code: '42501' };
const walledTables = [
  ...['credential', 'audit_line', 'erased_connection', 'revocation'],
  ...['oauth_grant', 'oauth_authorization'],
];

/** Tables that belong to no tenant, and those of the messaging library, whose relay belongs to none. */
const open = [
  ...['schema_migration', 'key_check', 'retired_key', 'key_replica', 'key_rotation', 'reveal_surge'],
  ...['audit_link', 'audit_unchained', 'audit_anchor'],
  ...['outbox', 'outbox_sequence', 'event_try', 'inbox', 'inbox_sequence', 'handled_request'],
];

it('every table has a wall between tenants, or is known to need none', async () => {
  const rows = await role.dataSource.query<{ name: string; walled: boolean }[]>(
    `select relname as name, relrowsecurity and relforcerowsecurity as walled from pg_class
     where relnamespace = 'credential_vault'::regnamespace and relkind in ('r', 'p')`,
  );
  const walled = rows.filter((row) => row.walled).map(({ name }) => name);
  expect(walled.sort()).toEqual(walledTables.toSorted());
  expect(
    rows
      .filter((row) => !row.walled)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(open.toSorted());
});

describe.each(walledTables)('%s', (table) => {
  const count = async (tx: Transaction): Promise<number> => {
    const rows = await tx.query<{ count: number }[]>(`select count(*)::int as count from ${table}`);
    return rows[0]?.count ?? -1;
  };

  it('shows nothing to a query that forgot its tenant, and to that of another', async () => {
    expect(await inTenant(undefined, count)).toBe(0);
    expect(await inTenant('', count)).toBe(0);
    expect(await inTenant('other', count)).toBe(0);
    expect(await inTenant('acme', count)).toBeGreaterThan(0);
    expect(await inTenant('*', count)).toBeGreaterThan(0);
  });

  it('binds the owner of the schema as well', async () => {
    expect(await inTenant(undefined, count, owner)).toBe(0);
    expect(await inTenant('other', count, owner)).toBe(0);
  });
});

it('lets nobody write a row of another tenant, move one there, or erase one there', async () => {
  const insert = `insert into credential (credential_id, tenant_id, subscriber_id, connection_id, purpose, key_version, wrapped_data_key, ciphertext)
    values (gen_random_uuid(), 'acme', 'ada', gen_random_uuid(), 'incoming', 1, '\\x00', '\\x00')`;
  await expect(inTenant('other', (tx) => tx.query(insert))).rejects.toMatchObject(refused);
  await expect(inTenant(undefined, (tx) => tx.query(insert))).rejects.toMatchObject(refused);
  await expect(inTenant('acme', (tx) => tx.query(`update credential set tenant_id = 'other'`))).rejects.toMatchObject(
    refused,
  );
  expect(await inTenant('other', (tx) => tx.query('update credential set erased_at = now()'))).toEqual([[], 0]);
  expect(await inTenant(undefined, (tx) => tx.query('delete from credential'))).toEqual([[], 0]);
});

it.each([
  'update audit_line set caller = caller',
  'delete from audit_line',
  'truncate audit_line cascade',
  'update audit_link set hash = hash',
  'delete from audit_link',
  'truncate audit_link',
  'delete from audit_anchor',
  'update schema_migration set name = name',
  'truncate credential',
  'alter table audit_line disable trigger all',
  'alter table credential disable row level security',
  'alter table credential no force row level security',
  'drop policy own_tenant on credential',
  'create policy everybody on credential using (true)',
  'drop table audit_line cascade',
  'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
  'create table credential_vault.mine ()',
  'create schema mine',
  'create table public.mine ()',
  'create temporary table mine ()',
  'set role credential_vault_owner',
  'set role postgres',
  'set session_replication_role = replica',
  'alter role credential_vault bypassrls',
  'select rolpassword from pg_authid',
])('lets the role of the service do nothing like %s', async (statement) => {
  const attempt = inTenant('*', (tx) => tx.query(statement));
  await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/^42(501|939)$/) as string });
});

it('shows the role of one service nothing of another', async () => {
  const { url } = await ground.infrastructure.postgres.createServiceRoles('connection-validator');
  const other = await databaseOf(url);
  try {
    const foreign = 'select * from credential_vault.credential';
    await expect(inTenant('*', (tx) => tx.query(foreign), other)).rejects.toMatchObject(refused);
    const mine = 'create table connection_validator.mine ()';
    await expect(inTenant('*', (tx) => tx.query(mine))).rejects.toMatchObject(refused);
  } finally {
    await other.close();
  }
});

it('lets even the owner change no line of the audit without taking a trigger away', async () => {
  await expect(inTenant('*', (tx) => tx.query('delete from audit_line'), owner)).rejects.toMatchObject(refused);
});
