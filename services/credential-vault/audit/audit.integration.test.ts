import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { migrateService } from '@mail-access/messaging';
import {
  acrossTenants,
  openDatabase,
  tenantTransaction,
  type Database,
  type Transaction,
} from '@mail-access/persistence';
import { repetitions, startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietLogger } from '../fixtures/vault-ground.js';
import { AuditSequencer } from './audit-sequencer.js';
import { anchorChain, chainBatch, chainLines } from './chain-lines.js';
import { recordAudit } from './record.js';
import { verifyChain, type Anchor, type Query, type Verdict } from './verify-chain.js';

let infrastructure: TestInfrastructure;
let database: Database;
/** As whoever runs PostgreSQL. */
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

const queryOf =
  (tx: Transaction): Query =>
  (sql, parameters) =>
    tx.query(sql, parameters);
const verified = (anchors: readonly Anchor[] = []): Promise<Verdict> =>
  acrossTenants(database, (tx) => verifyChain(queryOf(tx), anchors));

async function write(count: number, tenantId = 'acme'): Promise<void> {
  await tenantTransaction(database, tenantId, async (tx) => {
    for (let at = 0; at < count; at += 1) {
      await recordAudit(tx, { action: 'reveal', outcome: 'revealed', caller: 'connection-validator', tenantId });
    }
  });
}

async function chained(): Promise<void> {
  while ((await acrossTenants(database, chainLines)) > 0);
}

const links = async (): Promise<number> => {
  const [row] = await superuser.dataSource.query<{ count: number }[]>('select count(*)::int as count from audit_link');
  return row?.count ?? 0;
};

it('chains every line once, however many write and however many chain at the same time', async () => {
  const sequencers = [1, 2, 3].map(() => new AuditSequencer({ database, logger: quietLogger, pollMs: 5 }));
  for (const sequencer of sequencers) sequencer.start();
  const writers = repetitions(8, 40);
  await Promise.all(Array.from({ length: writers }, (_, at) => write(25, `tenant-${at}`)));
  for (const sequencer of sequencers) await sequencer.stop();
  expect(await links()).toBe(writers * 25);
  expect(await verified()).toMatchObject({ whole: writers * 25 });
  expect((await verified()).broken).toBeUndefined();
});

it('chains more than fits in one go', async () => {
  const before = await links();
  await write(chainBatch + 5);
  await chained();
  expect(await links()).toBe(before + chainBatch + 5);
  expect((await verified()).broken).toBeUndefined();
});

it('tells its head as an event, once a head and no more often than it may', async () => {
  await write(3);
  await chained();
  const head = await acrossTenants(database, (tx) => anchorChain(tx, 0));
  expect(head?.position).toBe(await links());
  await write(1);
  await chained();
  expect(await acrossTenants(database, (tx) => anchorChain(tx, 60_000))).toBeNull();
  const next = await acrossTenants(database, (tx) => anchorChain(tx, 0));
  expect(next?.position).toBe((head?.position ?? 0) + 1);
  expect(await acrossTenants(database, (tx) => anchorChain(tx, 0))).toBeNull();
  const events = await superuser.dataSource.query<{ data: string }[]>(
    `select data from outbox where event_name = 'credential-vault.v1.audit-sealed' order by position`,
  );
  expect(events.slice(-2).map(({ data }) => JSON.parse(data) as unknown)).toEqual(
    [head, next].map((told) => ({ position: told?.position, hash: told?.hash.toString('hex') })),
  );
});

/** Whoever owns the tables does this behind the back of triggers and privileges, and it is undone at the end. */
async function tampered(
  tamper: (tx: Transaction) => Promise<unknown>,
  anchors: readonly Anchor[] = [],
): Promise<Verdict> {
  let verdict: Verdict | undefined;
  const undone = superuser.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`);
    await tamper(tx);
    verdict = await verifyChain(queryOf(tx), anchors);
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  return verdict ?? { whole: -1 };
}

describe('the verification names the first line that', () => {
  const times = repetitions(5, 100);
  const position = async (): Promise<number> => randomInt(1, (await links()) - 1);
  const lineAt = '(select line_id from audit_link where position = $1)';

  it('was changed, whatever of it', async () => {
    const changes = [
      `outcome = 'another'`,
      `caller = 'somebody'`,
      `tenant_id = 'another'`,
      `subscriber_id = 'bob'`,
      `credential_id = gen_random_uuid()`,
      `happened_at = happened_at + interval '1 microsecond'`,
      `trace_id = 'f'`,
      `correlation_id = ''`,
      `purpose = 'oauth'`,
      `action = 'store'`,
    ];
    for (const change of changes) {
      const at = await position();
      const verdict = await tampered((tx) =>
        tx.query(`update audit_line set ${change} where line_id = ${lineAt}`, [at]),
      );
      expect(verdict, change).toMatchObject({ whole: at - 1, broken: expect.stringContaining(`link ${at}, line `) });
    }
  });

  it('was removed, with its link or without', async () => {
    for (let time = 0; time < times; time += 1) {
      const at = await position();
      const line = (tx: Transaction) => tx.query(`delete from audit_line where line_id = ${lineAt}`, [at]);
      expect(await tampered(line)).toMatchObject({
        whole: at - 1,
        broken: expect.stringContaining(`link ${at} is missing`),
      });
      const both = async (tx: Transaction) => {
        await line(tx);
        await tx.query('delete from audit_link where position = $1', [at]);
      };
      expect(await tampered(both)).toMatchObject({
        whole: at - 1,
        broken: expect.stringContaining(`link ${at} is missing`),
      });
      const closed = async (tx: Transaction) => {
        await both(tx);
        await tx.query('update audit_link set position = position + 1000000 where position > $1', [at]);
        await tx.query('update audit_link set position = position - 1000001 where position > 1000000');
      };
      expect(await tampered(closed)).toMatchObject({
        whole: at - 1,
        broken: expect.stringContaining(`link ${at}, line `),
      });
    }
  });

  it('was put in, or changed places with another', async () => {
    for (let time = 0; time < times; time += 1) {
      const at = await position();
      const putIn = async (tx: Transaction) => {
        await tx.query('alter table audit_link drop constraint audit_link_line_id_key');
        await tx.query('update audit_link set position = position + 1000000 where position >= $1', [at]);
        await tx.query('update audit_link set position = position - 999999 where position > 1000000');
        await tx.query(
          'insert into audit_link select $1, line_id, hash from audit_link where position = $1::bigint + 1',
          [at],
        );
        await tx.query(
          `with new as (
            insert into audit_line (action, outcome, caller) values ('reveal', 'revealed', 'nobody') returning line_id
          ) update audit_link set line_id = new.line_id from new where position = $1`,
          [at],
        );
      };
      expect(await tampered(putIn)).toMatchObject({
        whole: at - 1,
        broken: expect.stringContaining(`link ${at}, line `),
      });
      const swapped = async (tx: Transaction) => {
        await tx.query('alter table audit_link drop constraint audit_link_line_id_key');
        await tx.query(
          `update audit_link a set line_id = b.line_id from audit_link b
           where a.position in ($1, $1::bigint + 1) and b.position = 2 * $1::bigint + 1 - a.position`,
          [at],
        );
      };
      expect(await tampered(swapped)).toMatchObject({ whole: at - 1 });
    }
  });

  it('is in no chain although it is old', async () => {
    const insert = `insert into audit_line (action, outcome, caller, happened_at)
      values ('reveal', 'revealed', 'nobody', now() - interval '1 hour')`;
    const verdict = await tampered((tx) => tx.query(insert));
    expect(verdict.broken).toMatch(/^line \d+ of .* is not in the chain/);
  });

  it('follows the place where the end was cut off, or everything was written anew, when it was sealed', async () => {
    const { head } = await verified();
    const anchors = head === undefined ? [] : [head];
    expect((await verified(anchors)).broken).toBeUndefined();
    const last = head?.position ?? 0;
    const cut = async (tx: Transaction) => {
      await tx.query(`delete from audit_line where line_id in (select line_id from audit_link where position > $1)`, [
        last - 3,
      ]);
      await tx.query('delete from audit_link where position > $1', [last - 3]);
    };
    expect((await tampered(cut)).broken).toBeUndefined();
    const broken = `link ${last - 2} is missing: the audit was sealed up to ${last}, and is cut off`;
    expect(await tampered(cut, anchors)).toMatchObject({ whole: last - 3, broken });
    const anew = async (tx: Transaction) => {
      await tx.query('delete from audit_link where position > $1', [last - 3]);
      await tx.query(`update audit_line set caller = 'somebody' where line_id > (select max(line_id) from audit_link)`);
      await tx.query(`insert into audit_unchained select line_id from audit_line l
        where not exists (select from audit_link k where k.line_id = l.line_id) on conflict do nothing`);
      await chainLines(tx);
    };
    expect((await tampered(anew)).broken).toBeUndefined();
    expect((await tampered(anew, anchors)).broken).toContain(`link ${last}, line `);
  });
});
