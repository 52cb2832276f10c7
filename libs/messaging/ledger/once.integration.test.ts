import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeCredential } from '@mail-access/contracts';
import { type Database, migrate, openDatabase } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagingMigrations } from '../migrations-directory.js';
import { once } from './once.js';

let infrastructure: TestInfrastructure;
let database: Database;
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('credential-vault');
  await migrate({ url, schema: 'credential_vault', directories: [messagingMigrations] });
  database = await openDatabase({ url, schema: 'credential_vault', entities: [], applicationName: 'once' });
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const caller = (idempotencyKey?: string) => ({ tenantId: 'acme', subscriberId: 'ada', idempotencyKey });

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
