import { join } from 'node:path';
import { migrateService } from '@mail-access/messaging';
import { openDatabase, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quietLogger } from '../fixtures/vault-ground.js';
import { RefusalTally } from './refusal-tally.js';

let infrastructure: TestInfrastructure;
let database: Database;
/** As whoever runs PostgreSQL: sees every line. */
let superuser: Database;

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  await migrateService('credential-vault', ownerUrl, join(import.meta.dirname, '../migrations'));
  const options = { schema: 'credential_vault', entities: [], applicationName: 'test' };
  database = await openDatabase({ ...options, url });
  superuser = await openDatabase({ ...options, url: infrastructure.postgres.url });
});
afterAll(async () => {
  await database.close();
  await superuser.close();
  await infrastructure.stop();
});

const unknown = { request: 'complete-authorization', outcome: 'state-unknown', caller: 'api-gateway' };

const lines = async (): Promise<string[]> => {
  const rows = await superuser.dataSource.query<{ line: string }[]>(
    `select concat_ws(' ', action, caller, outcome, tenant_id) as line from audit_line order by line_id`,
  );
  return rows.map(({ line }) => line);
};

it('writes a line for all that was counted alike, now and then, and none for nothing', async () => {
  const tally = new RefusalTally(database, quietLogger, 200);
  tally.start();
  for (let at = 0; at < 500; at += 1) tally.count(unknown);
  tally.count({ ...unknown, outcome: 'no-session' });
  tally.count({ ...unknown, caller: undefined });
  const told = [
    'refusal api-gateway complete-authorization:state-unknown:500',
    'refusal api-gateway complete-authorization:no-session:1',
    'refusal nobody complete-authorization:state-unknown:1',
  ];
  await expect.poll(lines, { timeout: 5_000 }).toEqual(told);
  tally.count(unknown);
  await tally.stop();
  expect(await lines()).toEqual([...told, 'refusal api-gateway complete-authorization:state-unknown:1']);
});

it('lets the first of each pass since the last line, and counts the others', async () => {
  const before = await lines();
  const tally = new RefusalTally(database, quietLogger);
  const passed = ['ada', 'ada', 'bob', 'ada', 'bob'].map((by) => tally.isFirst(by, unknown));
  expect(passed).toEqual([true, false, true, false, false]);
  await tally.stop();
  expect((await lines()).slice(before.length)).toEqual(['refusal api-gateway complete-authorization:state-unknown:3']);
  expect(tally.isFirst('ada', unknown)).toBe(true);
});

it('keeps what could not be written for the next time', async () => {
  const before = await lines();
  const tally = new RefusalTally(database, quietLogger);
  tally.count(unknown);
  await superuser.dataSource.query('alter table audit_line rename to audit_line_away');
  await tally.stop();
  await superuser.dataSource.query('alter table audit_line_away rename to audit_line');
  tally.count(unknown);
  await tally.stop();
  expect((await lines()).slice(before.length)).toEqual(['refusal api-gateway complete-authorization:state-unknown:2']);
});
