import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { createLogger } from '@mail-access/observability';
import { migrate, openDatabase, type Database } from '@mail-access/persistence';
import { messagingMigrations } from '@mail-access/messaging';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import type { CredentialVault } from '../credentials/credential-vault.js';
import { discardCredentials } from './credential-cleanup-store.js';
import { CredentialCleanupRow } from './credential-cleanup.entity.js';
import { CredentialSweeper } from './credential-sweeper.js';

const owner = { tenantId: 'acme', subscriberId: 'ada' };
const logger = createLogger({ service: 'test', level: 'silent' });

let infrastructure: TestInfrastructure;
let database: Database;
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('connection-validator');
  const schema = 'connection_validator';
  const { entities, migrations } = connectionValidatorSchema;
  await migrate({ url, schema, directories: [messagingMigrations, migrations] });
  database = await openDatabase({ url, schema, entities, applicationName: 'test' });
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

/** A vault that never erases `stuck`. */
function vaultWithout(stuck: string): CredentialVault {
  return {
    store: () => Promise.resolve(),
    reveal: () => Promise.reject(new Error('not asked')),
    erase: (_owner, id) => (id === stuck ? Promise.reject(new Error('no answer')) : Promise.resolve()),
  };
}

it('erases what it can although one credential has failed for months', async () => {
  const [stuck, other] = [randomUUID(), randomUUID()];
  const rows = database.dataSource.getRepository(CredentialCleanupRow);
  await database.transaction((tx) => discardCredentials(tx, owner, [stuck]));
  await rows.update({ credentialId: stuck }, { attempts: 5_000, dueAt: new Date(0) });
  await database.transaction((tx) => discardCredentials(tx, owner, [other]));
  const sweeper = new CredentialSweeper({ database, vault: vaultWithout(stuck), logger });
  await sweeper.sweepOnce();
  const [left, ...more] = await rows.find();
  expect(more).toEqual([]);
  expect(left).toMatchObject({ credentialId: stuck, attempts: 5_001 });
  expect(left!.dueAt.getTime() - Date.now()).toBeGreaterThan(3_500_000);
  expect(left!.dueAt.getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
});
