import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeCredential } from '@mail-access/contracts';
import { type Database, migrate, openDatabase } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagingMigrations } from '../migrations-directory.js';
import { once, recall } from './once.js';

let infrastructure: TestInfrastructure;
let database: Database;
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('credential-vault');
  await migrate({ url, schema: 'credential_vault', directories: [messagingMigrations] });
  const options = { url, schema: 'credential_vault', entities: [], applicationName: 'once' };
  database = await openDatabase({ ...options, statementTimeoutMs: 1_000 });
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const caller = (idempotencyKey?: string, fingerprint?: string) => ({
  tenantId: 'acme',
  subscriberId: 'ada',
  idempotencyKey,
  fingerprint,
});

/** A request whose work takes a moment; tells how often it was done. */
function request() {
  let count = 0;
  const ask = (key?: string, who = caller(key)) =>
    database.transaction((tx) =>
      once(tx, storeCredential, who, async () => {
        count += 1;
        await sleep(50);
        return { credentialId: randomUUID() };
      }),
    );
  return { ask, count: () => count };
}

it('works once for a key and answers a repetition with the first outcome', async () => {
  const { ask, count } = request();
  const first = await ask('key-1');
  expect(await ask('key-1')).toEqual(first);
  expect(count()).toBe(1);
});

it('lets a repetition wait for the first that is still at it', async () => {
  const { ask, count } = request();
  const [first, second, third] = await Promise.all([ask('key-2'), ask('key-2'), ask('key-2')]);
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  expect(count()).toBe(1);
});

it('remembers nothing of a work that throws', async () => {
  const failing = database.transaction((tx) =>
    once(tx, storeCredential, caller('key-3'), () => Promise.reject(new Error('no'))),
  );
  await expect(failing).rejects.toThrow('no');
  const { ask, count } = request();
  await ask('key-3');
  expect(count()).toBe(1);
});

it('keeps subscribers apart, and works every time without a key', async () => {
  const { ask, count } = request();
  await ask('key-4');
  await ask('key-4', { ...caller('key-4'), subscriberId: 'bob' });
  await ask();
  await ask();
  expect(count()).toBe(4);
});

it('refuses another input under the same key, before and after its work', async () => {
  const { ask, count } = request();
  await ask('key-5', caller('key-5', 'one'));
  const reused = { code: 'idempotency-key-reused', retryable: false };
  await expect(ask('key-5', caller('key-5', 'two'))).rejects.toMatchObject(reused);
  await expect(recall(database, storeCredential, caller('key-5', 'two'))).rejects.toMatchObject(reused);
  expect(await recall(database, storeCredential, caller('key-5', 'one'))).not.toBeNull();
  const [first, other] = await Promise.allSettled([
    ask('key-6', caller('key-6', 'one')),
    sleep(10).then(() => ask('key-6', caller('key-6', 'two'))),
  ]);
  expect([first.status, other]).toMatchObject(['fulfilled', { reason: reused }]);
  expect(count()).toBe(2);
});

it('answers from a row of the version before, which knows no fingerprint', async () => {
  const { ask } = request();
  const first = await ask('key-7');
  expect(await ask('key-7', caller('key-7', 'one'))).toEqual(first);
});

it('asks a repetition to come again when the first one is at work for longer than the database lets it wait', async () => {
  const begun = Promise.withResolvers<undefined>();
  const slow = database.transaction((tx) =>
    once(tx, storeCredential, caller('key-8', 'one'), async () => {
      begun.resolve(undefined);
      await sleep(3_000);
      return { credentialId: randomUUID() };
    }),
  );
  await begun.promise;
  const { ask, count } = request();
  const tooEarly = ask('key-8', caller('key-8', 'one'));
  await expect(tooEarly).rejects.toMatchObject({ code: 'request-in-progress', retryable: true });
  expect(await ask('key-8', caller('key-8', 'one')).catch(() => slow)).toEqual(await slow);
  expect(count()).toBe(0);
});
