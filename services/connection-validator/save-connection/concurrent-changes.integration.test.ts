import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ManualSettings } from '@mail-access/contracts';
import { messagingMigrations } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { migrate, openDatabase, openNotifications, type Database, type Notifications } from '@mail-access/persistence';
import { Secret } from '@mail-access/secret';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { ConnectionRow } from '../connection/connection.entity.js';
import { findConnection } from '../connection/connection-store.js';
import type { CredentialVault } from '../credentials/credential-vault.js';
import { EraseConnectionHandler } from '../erase-connection/erase-connection.handler.js';
import { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { ValidationStarter } from '../start-validation/validation-starter.js';
import { ValidationRunner } from '../validate-connection/validation-runner.js';
import { ValidationStore } from '../validation/validation-store.js';
import { ConnectionSaver } from './save-connection.js';

const schema = 'connection_validator';

let infrastructure: TestInfrastructure;
let database: Database;
let notifications: Notifications;
let store: ValidationStore;
let saver: ConnectionSaver;
let eraser: EraseConnectionHandler;
/** What happens in another replica while this one waits for the vault. */
let meanwhile: () => Promise<unknown>;
let owner: { tenantId: string; subscriberId: string };

const vault: CredentialVault = {
  async store() {
    const happens = meanwhile;
    meanwhile = () => Promise.resolve();
    await happens();
  },
  reveal: () => Promise.resolve(Secret.of('secret')),
  erase: () => Promise.resolve(),
};

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('connection-validator');
  const { entities, migrations } = connectionValidatorSchema;
  await migrate({ url, schema, directories: [messagingMigrations, migrations] });
  database = await openDatabase({ url, schema, entities, applicationName: 'test' });
  notifications = await openNotifications({ url });
  store = new ValidationStore(database);
  const runner = new ValidationRunner({
    ...{ database, store, notifications, instanceId: 'test', maxRuns: 10 },
    logger: createLogger({ service: 'test', level: 'error' }),
    prove: () => Promise.resolve(),
  });
  const starter = new ValidationStarter(database, store, runner);
  saver = new ConnectionSaver(database, vault, starter, new ProviderCatalogue([]));
  eraser = new EraseConnectionHandler(database);
});
afterAll(async () => {
  await notifications.close();
  await database.close();
  await infrastructure.stop();
});
beforeEach(() => {
  meanwhile = () => Promise.resolve();
  owner = { tenantId: 'acme', subscriberId: `s-${randomUUID().slice(0, 8)}` };
});

function context() {
  return { ...owner, correlationId: 'test', caller: 'api-gateway' as const, signal: new AbortController().signal };
}

function settingsOf(host: string): ManualSettings {
  return {
    ...{ method: 'manual', emailAddress: 'ada@example.com', username: 'ada' },
    incoming: { protocol: 'imap', host, port: 993, security: 'tls' },
    outgoing: { host, port: 465, security: 'tls', authentication: 'same' },
  };
}

function save(host: string, sealedPassword?: string) {
  const input = { settings: settingsOf(host), language: 'fr-CA' as const };
  return saver.save({ ...input, ...(sealedPassword !== undefined && { sealedPassword }) }, context());
}

describe('a save', () => {
  it('does not bring back a connection that was erased meanwhile: its credentials are about to be destroyed', async () => {
    await save('imap.example.com', 'sealed');
    meanwhile = () => eraser.handle({}, context());
    await expect(save('imap.example.com', 'sealed anew')).rejects.toMatchObject({
      code: 'overloaded',
      retryable: true,
    });
    expect(await findConnection(database, owner)).toBeNull();
    await save('imap.example.com', 'sealed anew');
    expect(await findConnection(database, owner)).not.toBeNull();
  });

  it('reuses no password that was typed meanwhile for another server', async () => {
    await save('imap.attacker.example', 'of the attacker');
    meanwhile = () => save('imap.example.com', 'of the subscriber');
    const settings = settingsOf('imap.attacker.example');
    const outgoing = { ...settings.outgoing, authentication: 'different' as const, username: 'out' };
    const input = { settings: { ...settings, outgoing }, language: 'fr-CA' as const, sealedOutgoingPassword: 'sealed' };
    await expect(saver.save(input, context())).rejects.toMatchObject({ code: 'password-required' });
    expect(await findConnection(database, owner)).toMatchObject({ settings: settingsOf('imap.example.com') });
  });
});

describe('an erasure', () => {
  it('waits for a run that is just ending, and does not block it in turn', async () => {
    const { connectionId, validationId } = await save('imap.example.com', 'sealed');
    while ((await store.runningOf(connectionId)) !== null) await sleep(10);
    const connection = (await findConnection(database, owner))!;
    const running = { validationId: randomUUID(), connection, language: 'fr-CA' as const, owner: 'another replica' };
    await database.transaction((tx) => store.insertRunning(tx, running));
    let erasing: Promise<unknown> = Promise.resolve();
    const ending = database.transaction(async (tx) => {
      await store.append(tx, running, [], 'passed');
      erasing = eraser.handle({}, context());
      await sleep(200);
      await tx.getRepository(ConnectionRow).update({ connectionId }, { state: 'established' });
    });
    await expect(ending).resolves.toBeUndefined();
    await expect(erasing).resolves.toEqual({ erased: true });
    expect(await store.find(owner, validationId)).toBeNull();
  });
});
