import { startPostgres, temporaryDirectory } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseTrouble } from './database-trouble.js';
import { type Database, openDatabase } from './open-database.js';

const directory = temporaryDirectory();
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let database: Database;

beforeAll(async () => {
  postgres = await startPostgres({ directory: directory.path, durable: false });
  const url = await postgres.createServiceRole('credential-vault');
  const applicationName = 'trouble';
  database = await openDatabase({ url, schema: 'credential_vault', entities: [], applicationName, poolSize: 2 });
  await database.dataSource.query('create table lamp (id int primary key)');
  await database.dataSource.query('insert into lamp values (1), (2)');
});
afterAll(async () => {
  await database.close().catch(() => undefined);
  await postgres.stop();
  directory.remove();
});

async function troubleOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => 'none',
    (error: unknown) => databaseTrouble(error),
  );
}

it('is none of a statement that is wrong, and of an error of ours', async () => {
  expect(await troubleOf(database.dataSource.query('select nonsense'))).toBeUndefined();
  expect(await troubleOf(database.dataSource.query('insert into lamp values (1)'))).toBeUndefined();
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  expect(await troubleOf(database.dataSource.query('select $1::jsonb', [circular]))).toBeUndefined();
  expect(databaseTrouble(new Error('ours'))).toBeUndefined();
  expect(databaseTrouble(null)).toBeUndefined();
});

it('is contention when other work holds the lock, or a statement takes too long', async () => {
  const lock = (id: number) => `select 1 from lamp where id = ${id} for update`;
  const impatient = (tx: { query: (sql: string) => Promise<unknown> }) => tx.query(`set local lock_timeout = '50ms'`);
  await database.transaction(async (tx) => {
    await tx.query(lock(1));
    const other = database.transaction(async (second) => {
      await impatient(second);
      await second.query(lock(1));
    });
    expect(await troubleOf(other)).toBe('contended');
  });
  expect(await troubleOf(database.dataSource.query(`set statement_timeout = 20; select pg_sleep(1)`))).toBe(
    'contended',
  );
});

it('is an outage when the server cuts the connection, when it is gone, and when the pool is used up', async () => {
  const cut = database.transaction((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'));
  expect(await troubleOf(cut)).toBe('away');
  await database.transaction(() =>
    database.transaction(async () => expect(await troubleOf(database.check())).toBe('away')),
  );
  const slow = troubleOf(database.dataSource.query('select pg_sleep(5)'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await postgres.kill();
  expect(await slow).toBe('away');
  expect(await troubleOf(database.check())).toBe('away');
});
