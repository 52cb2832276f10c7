import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from './migrate.js';
import { openDatabase, type Database, type Transaction } from './open-database.js';
import { acrossTenants, joinTenant, tenantTransaction } from './tenant-transaction.js';

const schema = 'credential_vault';
let infrastructure: TestInfrastructure;
let folder: string;
let database: Database;

const migrateAs = (url: string, grantTo?: string) =>
  migrate({ url, schema, directories: [folder], ...(grantTo !== undefined && { grantTo }) });

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  folder = join(infrastructure.directory, 'migrations');
  await mkdir(folder);
  await writeFile(
    join(folder, '0001.sql'),
    `create table note (tenant_id text, text text);
     alter table note enable row level security;
     alter table note force row level security;
     create policy own_tenant on note using (current_setting('mail_access.tenant', true) in (tenant_id, '*'));
     create table line (text text);
     comment on table line is 'append-only';`,
  );
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const add = (tenant: string) => (tx: Transaction) =>
  tx.query('insert into note values ($1, $2)', [tenant, `of ${tenant}`]);
const texts = async (tx: Transaction): Promise<string[]> => {
  const rows = await tx.query<{ text: string }[]>('select text from note order by text');
  return rows.map(({ text }) => text);
};

it('passes what a role owned alone to the owner of the schema, and leaves it what it needs', async () => {
  const alone = await infrastructure.postgres.createServiceRole('credential-vault');
  expect((await migrateAs(alone)).applied).toEqual(['0001.sql']);
  const before = await openDatabase({ url: alone, schema, entities: [], applicationName: 'test' });
  await tenantTransaction(before, 'acme', add('acme'));
  await tenantTransaction(before, 'other', add('other'));
  await before.close();
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  expect((await migrateAs(ownerUrl, schema)).applied).toEqual([]);
  database = await openDatabase({ url, schema, entities: [], applicationName: 'test' });
  expect(await tenantTransaction(database, 'acme', texts)).toEqual(['of acme']);
  for (const statement of ['create table mine ()', 'drop table note', 'truncate note', 'update line set text = text']) {
    await expect(database.dataSource.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
  await database.dataSource.query(`insert into line values ('one')`);
});

it('shows a transaction the rows of its tenant, and none to one that has none', async () => {
  expect(await database.transaction(texts)).toEqual([]);
  expect(await tenantTransaction(database, 'other', texts)).toEqual(['of other']);
  expect(await acrossTenants(database, texts)).toEqual(['of acme', 'of other']);
  const joined = database.transaction(async (tx) => {
    await joinTenant(tx, 'acme');
    return await texts(tx);
  });
  expect(await joined).toEqual(['of acme']);
  await expect(tenantTransaction(database, 'acme', add('other'))).rejects.toThrow('row-level security');
});

it('leaves nothing of a tenant on a connection that goes back to the pool', async () => {
  const small = { ...{ schema, entities: [], applicationName: 'test', poolSize: 1 } };
  const { url } = await infrastructure.postgres.createServiceRoles('credential-vault');
  const one = await openDatabase({ ...small, url });
  await tenantTransaction(one, 'acme', texts);
  expect(await one.transaction(texts)).toEqual([]);
  await expect(tenantTransaction(one, 'acme', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await one.transaction(texts)).toEqual([]);
  await one.close();
});

it('takes no tenant that is none', async () => {
  for (const tenant of ['*', '', 'a b', `a'`, 'a'.repeat(65)]) {
    await expect(tenantTransaction(database, tenant, texts)).rejects.toThrow('not a tenant id');
  }
});

it('tells a service whose schema is behind, and belongs to another, what to run', async () => {
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  await writeFile(join(folder, '0002.sql'), 'create table more (id int)');
  await expect(migrateAs(url)).rejects.toThrow(/not up to date \(0002\.sql\): run `npm run migrate` as its owner/);
  expect((await migrateAs(ownerUrl, schema)).applied).toEqual(['0002.sql']);
  expect((await migrateAs(url)).applied).toEqual([]);
});
