import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { messagingMigrations } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { migrate, openDatabase, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { ConnectionRow } from '../connection/connection.entity.js';
import { ValidationStore } from '../validation/validation-store.js';
import type { SourceFinding } from '../validation/discovery-so-far.js';
import { RunJournal } from './run-journal.js';
import type { StepChange } from './step-sequence.js';

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

async function runningValidation(store: ValidationStore): Promise<string> {
  const connection = database.dataSource.getRepository(ConnectionRow).create({
    ...{
      connectionId: randomUUID(),
      tenantId: 'acme',
      subscriberId: randomUUID(),
      state: 'unproven',
      savedAt: new Date(),
    },
    ...{ incomingCredentialId: null, outgoingCredentialId: null },
    settings: { method: 'hosted', providerId: 'yahoo', emailAddress: 'ada@yahoo.ca' },
  });
  const validationId = randomUUID();
  await database.transaction(async (tx) => {
    await tx.save(connection);
    await store.insertRunning(tx, { validationId, connection, language: 'fr-CA', owner: 'test' });
  });
  return validationId;
}

function change(
  stepId: StepChange['stepId'],
  state: StepChange['state'],
  discovery: StepChange['discovery'] = null,
): StepChange {
  return { stepId, state, elapsedMs: 1, finding: null, notice: null, discovery };
}

const found = (...sources: SourceFinding['source'][]): StepChange['discovery'] => ({
  findings: sources.map((source) => ({ source, outcome: 'not-found', elapsedMs: 3 })),
});

it('ends a run with every step, also with those that a crash of the database took', async () => {
  const store = new ValidationStore(database);
  const validationId = await runningValidation(store);
  const logger = createLogger({ service: 'test', level: 'error' });
  const journal = new RunJournal({ validationId, owner: 'test' }, { database, store, logger, onLost: () => undefined });
  journal.record(change('find-settings', 'running'));
  journal.record(change('find-settings', 'passed'));
  journal.record(change('incoming-resolve', 'running'));
  await expect.poll(async () => (await store.changesOf(validationId)).length).toBe(3);
  // As a crash does to commits that were not flushed: the last ones are gone.
  await database.dataSource.query('delete from validation_change where validation_id = $1 and revision > 1', [
    validationId,
  ]);
  await database.dataSource.query('update validation set revision = 1 where validation_id = $1', [validationId]);
  await sleep(100);
  journal.record(change('incoming-resolve', 'passed'));
  await journal.finish('passed');
  const kept = (await store.changesOf(validationId)).map(({ stepId, state }) => `${stepId ?? 'run'} ${state}`);
  expect(kept).toEqual([
    'find-settings running',
    'find-settings passed',
    'incoming-resolve running',
    'incoming-resolve passed',
    'run passed',
  ]);
});

it('keeps each thing that a step found once, and nothing behind the end of the step', async () => {
  const store = new ValidationStore(database);
  const validationId = await runningValidation(store);
  const logger = createLogger({ service: 'test', level: 'error' });
  const journal = new RunJournal({ validationId, owner: 'test' }, { database, store, logger, onLost: () => undefined });
  const states = async (): Promise<string[]> =>
    (await store.changesOf(validationId)).map(
      ({ stepId, state, discovery }) => `${stepId ?? 'run'} ${state} ${discovery?.findings.length ?? '-'}`,
    );
  journal.record(change('find-settings', 'running'));
  journal.record(change('find-settings', 'running', found('mx')));
  journal.record(change('find-settings', 'running', found('mx', 'srv')));
  journal.record(change('find-settings', 'passed', found('mx', 'srv')));
  await expect.poll(states).toHaveLength(4);
  // What a crash took out of the middle, when more was written after it.
  await database.dataSource.query('delete from validation_change where validation_id = $1 and revision = 3', [
    validationId,
  ]);
  await journal.finish('passed');
  expect(await states()).toEqual([
    'find-settings running -',
    'find-settings running 1',
    'find-settings passed 2',
    'run passed -',
  ]);
});
