import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.js';
import { type Database, openDatabase } from './open-database.js';
import { type Notifications, openNotifications } from './open-notifications.js';

let infrastructure: TestInfrastructure;
let url: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  url = infrastructure.postgres.url;
});
afterAll(() => infrastructure.stop());
beforeEach(async () => {
  folder = join(infrastructure.directory, `migrations-${++count}`);
  await mkdir(folder);
});

const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
const schema = () => `case_${count}`;
const run = () => migrate({ url, schema: schema(), directories: [folder] });
const open = (options: { statementTimeoutMs?: number; poolSize?: number } = {}): Promise<Database> =>
  openDatabase({ url, schema: schema(), entities: [], applicationName: 'test', ...options });

describe('migrate', () => {
  it('applies each file once, in order, and tells which', async () => {
    await write('0001-one.sql', 'create table one (id int)');
    await write('0002-two.sql', 'alter table one add column name text');
    expect(await run()).toEqual({ applied: ['0001-one.sql', '0002-two.sql'] });
    expect(await run()).toEqual({ applied: [] });
  });

  it('lets replicas that start together take turns', async () => {
    await write('0001-one.sql', 'create table one (id int); select pg_sleep(0.2)');
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.flatMap(({ applied }) => applied)).toEqual(['0001-one.sql']);
  });

  it('keeps nothing of a file that fails, and names it', async () => {
    await write('0001-half.sql', 'create table half (id int); create table half (id int)');
    await expect(run()).rejects.toThrow('0001-half.sql failed: relation "half" already exists');
    await write('0001-half.sql', 'create table half (id int)');
    expect(await run()).toEqual({ applied: ['0001-half.sql'] });
  });

  it('touches nothing when an applied file was changed', async () => {
    await write('0001-one.sql', 'create table one (id int)');
    await run();
    await write('0001-one.sql', 'create table one (id bigint)');
    await write('0002-two.sql', 'create table two (id int)');
    await expect(run()).rejects.toThrow('0001-one.sql was changed');
    await using database = disposable(await open());
    expect(await database.dataSource.query(`select to_regclass('two') as two`)).toEqual([{ two: null }]);
  });
});

describe('openDatabase', () => {
  it('commits what the work did, and nothing of a work that throws', async () => {
    await write('0001.sql', 'create table one (id int)');
    await run();
    await using database = disposable(await open());
    await database.transaction((tx) => tx.query('insert into one values (1)'));
    const failing = database.transaction(async (tx) => {
      await tx.query('insert into one values (2)');
      throw new Error('second thoughts');
    });
    await expect(failing).rejects.toThrow('second thoughts');
    expect(await database.dataSource.query('select id from one')).toEqual([{ id: 1 }]);
  });

  it('cancels a statement that takes too long', async () => {
    await run();
    await using database = disposable(await open({ statementTimeoutMs: 200 }));
    await expect(database.dataSource.query('select pg_sleep(5)')).rejects.toThrow('statement timeout');
  });

  it('waits no longer than 5 s for a connection of a busy pool', async () => {
    await run();
    await using database = disposable(await open({ poolSize: 1 }));
    await database.transaction(async () => {
      const startedAt = performance.now();
      await expect(database.check()).rejects.toThrow('no database connection could be had');
      expect(performance.now() - startedAt).toBeLessThan(7_000);
    });
  });
});

describe('openNotifications', () => {
  it('hears what another connection commits', async () => {
    await run();
    await using database = disposable(await open());
    await using notifications = disposable(await openNotifications({ url }));
    const heard = payloads(notifications, 'case_channel');
    await expect.poll(() => heard).toEqual(['']);
    await database.dataSource.query(`select pg_notify('case_channel', 'hello')`);
    await expect.poll(() => heard).toEqual(['', 'hello']);
  });

  it('comes back after its connection was lost, and says that something may have been missed', async () => {
    await run();
    await using database = disposable(await open());
    const losses: Error[] = [];
    await using notifications = disposable(
      await openNotifications({ url, applicationName: 'deaf', onDisconnect: (error) => losses.push(error) }),
    );
    const heard = payloads(notifications, 'case_channel');
    await expect.poll(() => heard).toEqual(['']);
    await database.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'deaf'`,
    );
    await expect.poll(() => heard).toEqual(['', '']);
    expect(losses).toHaveLength(1);
    await database.dataSource.query(`select pg_notify('case_channel', 'again')`);
    await expect.poll(() => heard).toEqual(['', '', 'again']);
  });
});

function payloads(notifications: Notifications, channel: string): string[] {
  const heard: string[] = [];
  notifications.listen(channel, (payload) => heard.push(payload));
  return heard;
}

function disposable<T extends { close(): Promise<void> }>(resource: T): T & AsyncDisposable {
  return Object.assign(resource, { [Symbol.asyncDispose]: () => resource.close() });
}
