import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { messagingMigrations } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { migrate, openDatabase, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ValidationRow } from '../validation/validation.entity.js';
import { ValidationStore } from '../validation/validation-store.js';
import { AbandonedRuns } from './abandoned-runs.js';

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

const store = (): ValidationStore => new ValidationStore(database);

/** A run whose process went silent after it had found something. */
async function abandonedRun(): Promise<string> {
  const connection = database.dataSource.getRepository(ConnectionRow).create({
    ...{
      connectionId: randomUUID(),
      tenantId: 'acme',
      subscriberId: randomUUID(),
      state: 'unproven',
      savedAt: new Date(),
    },
    ...{ incomingCredentialId: null, outgoingCredentialId: null, provenWith: null },
    settings: { method: 'unknown', emailAddress: 'ada@example.com' },
  });
  const validationId = randomUUID();
  const discovery = { findings: [{ source: 'mx', outcome: 'not-found', elapsedMs: 3 }] } as const;
  const running = {
    stepId: 'find-settings',
    state: 'running',
    elapsedMs: 3,
    finding: null,
    notice: null,
    discovery,
  } as const;
  await database.transaction(async (tx) => {
    await tx.save(connection);
    await store().insertRunning(tx, { validationId, connection, language: 'fr-CA', owner: 'dead' });
    await store().append(tx, { validationId, owner: 'dead' }, [running], null);
    await tx.query("UPDATE validation SET lease_until = now() - interval '1 minute' WHERE validation_id = $1", [
      validationId,
    ]);
  });
  return validationId;
}

const stateOf = async (validationId: string): Promise<string> =>
  (await database.dataSource.getRepository(ValidationRow).findOneByOrFail({ validationId })).state;

it('ends all of them, by one replica or by two, each once and with what it had found', async () => {
  const runs = await Promise.all(Array.from({ length: 60 }, abandonedRun));
  const logger = createLogger({ service: 'test', level: 'silent' });
  const replicas = ['one', 'two'].map(
    (instanceId) => new AbandonedRuns({ database, store: store(), logger, instanceId }),
  );
  await Promise.all(replicas.map((replica) => replica.endOnce()));
  for (const validationId of runs) {
    expect(await stateOf(validationId)).toBe('failed');
    const changes = await store().changesOf(validationId);
    expect(changes.filter(({ stepId }) => stepId === null)).toHaveLength(1);
    const failed = changes.find(({ state, stepId }) => state === 'failed' && stepId !== null);
    expect(failed).toMatchObject({
      stepId: 'find-settings',
      diagnosis: 'internal',
      discovery: { findings: [{ source: 'mx' }] },
    });
  }
});

it('ends the others when one cannot be ended', async () => {
  const [broken, ...others] = [await abandonedRun(), await abandonedRun(), await abandonedRun()];
  // Settings that no release of this service wrote: its steps cannot be told.
  await database.dataSource.query(
    "UPDATE validation SET lease_until = now() - interval '1 hour', settings = 'null' WHERE validation_id = $1",
    [broken],
  );
  const logger = createLogger({ service: 'test', level: 'silent' });
  await new AbandonedRuns({ database, store: store(), logger, instanceId: 'one' }).endOnce();
  expect(await Promise.all(others.map(stateOf))).toEqual(['failed', 'failed']);
  expect(await stateOf(broken)).toBe('running');
});
