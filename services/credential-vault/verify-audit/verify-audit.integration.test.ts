import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { migrateService } from '@mail-access/messaging';
import { acrossTenants, openDatabase, tenantTransaction, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anchorChain, chainLines } from '../audit/chain-lines.js';
import { recordAudit } from '../audit/record.js';

const main = new URL('../dist/verify-audit/main.js', import.meta.url).pathname;
const tenantId = 'acme';
let infrastructure: TestInfrastructure;
let roleUrl: string;
let database: Database;
/** As whoever runs PostgreSQL. */
let superuser: Database;

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  await migrateService('credential-vault', ownerUrl, join(import.meta.dirname, '../migrations'));
  const options = { schema: 'credential_vault', entities: [], applicationName: 'test' };
  roleUrl = url;
  database = await openDatabase({ ...options, url });
  superuser = await openDatabase({ ...options, url: infrastructure.postgres.url });
});
afterAll(async () => {
  await database.close();
  await superuser.close();
  await infrastructure.stop();
});

function verified(...anchors: string[]): { status: number | null; said: string } {
  const env = { ...process.env, DATABASE_URL: roleUrl };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...anchors], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

async function write(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await tenantTransaction(database, tenantId, (tx) =>
      recordAudit(tx, { action: 'reveal', outcome: 'revealed', caller: 'connection-validator', tenantId }),
    );
  }
  await acrossTenants(database, chainLines);
}

/** Behind the back of triggers and privileges. */
const tamper = (sql: string): Promise<unknown> =>
  superuser.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    await tx.query(sql);
  });

it('notices a chain that was cut off, against heads of the database when none is given', async () => {
  await write(10);
  expect(verified()).toMatchObject({
    status: 0,
    said: expect.stringContaining('10 links are whole, against no anchor'),
  });
  const head = await acrossTenants(database, (tx) => anchorChain(tx, 0));
  await write(2);
  expect(verified()).toMatchObject({ status: 0, said: expect.stringContaining('against 10 of the database itself') });
  const given = verified(`10:${head?.hash.toString('hex') ?? ''}`);
  expect(given).toMatchObject({ status: 0, said: expect.stringContaining('12 links are whole, against 10\n') });
  await tamper(`delete from audit_line where line_id in (select line_id from audit_link where position > 7)`);
  await tamper('delete from audit_link where position > 7');
  const broken = 'BROKEN: link 8 is missing: the audit was sealed up to 10, and is cut off';
  expect(verified()).toMatchObject({ status: 1, said: expect.stringContaining(broken) });
  await tamper('drop table audit_anchor');
  expect(verified()).toMatchObject({
    status: 0,
    said: expect.stringContaining('7 links are whole, against no anchor'),
  });
});
