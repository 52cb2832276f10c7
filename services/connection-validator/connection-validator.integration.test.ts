import { randomUUID } from 'node:crypto';
import {
  cancelValidation,
  connectionErased,
  connectionEstablished,
  eraseConnection,
  startValidation,
  validationFinished,
  validationStepChanged,
  type EventContract,
  type ManualSettings,
} from '@mail-access/contracts';
import { openDatabase } from '@mail-access/persistence';
import { scriptedImapServer, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldCredentials } from './testing/vault-stand-in.js';
import { startValidatorUnderTest, type ValidatorUnderTest } from './testing/validator-under-test.js';

let system: ValidatorUnderTest;
beforeAll(async () => {
  system = await startValidatorUnderTest();
});
afterAll(async () => {
  await system.stop();
});

function settingsFor({ host, port }: { host: string; port: number }): ManualSettings {
  return {
    method: 'manual',
    emailAddress: 'ada@example.test',
    username: 'ada@example.test',
    allowCleartext: true,
    incoming: { protocol: 'imap', host, port, security: 'none' },
    outgoing: { host, port, security: 'none', authentication: 'same' },
  };
}

/** A server that takes a connection and then says nothing. */
const hanging = (): Promise<ScriptedServer> => scriptedImapServer((s) => s.staysSilent());

function rejecting(s: ConversationScript): void {
  s.says('* OK [CAPABILITY IMAP4rev1] ready');
  s.expects(/^LOGIN /).refuses('NO [AUTHENTICATIONFAILED] Bad password');
}

/** Events of one subscriber as they pass, in order. */
function collect(owner: { subscriberId: string }, ...contracts: EventContract[]): { name: string; data: unknown }[] {
  const seen: { name: string; data: unknown }[] = [];
  for (const contract of contracts) {
    system.gateway.observe(contract, (event) => {
      if (event.subscriberId === owner.subscriberId) seen.push({ name: contract.event, data: event.data });
    });
  }
  return seen;
}

async function eventually<T>(read: () => T | Promise<T>, passes: (value: T) => boolean): Promise<T> {
  for (const end = performance.now() + 10_000; ; await sleep(25)) {
    const value = await read();
    if (passes(value) || performance.now() > end) return value;
  }
}

describe('a validation', () => {
  it('reports every step as it starts and as it ends, by its state and by events', async () => {
    const subscriber = system.subscriber();
    const events = collect(subscriber.owner, validationStepChanged, validationFinished);
    await using server = await scriptedImapServer(rejecting);
    const { validationId } = await subscriber.save(settingsFor(server), 'wrong');
    const run = await subscriber.finished(validationId);

    expect(run.state).toBe('failed');
    const states = Object.fromEntries(run.steps.map((step) => [step.id, step.state]));
    expect(states).toMatchObject({
      'find-settings': 'passed',
      'incoming-connect': 'passed',
      'incoming-sign-in': 'failed',
      'outgoing-resolve': 'skipped',
    });
    const failed = run.steps.find((step) => step.state === 'failed');
    expect(failed).toMatchObject({ diagnosis: 'credentials-rejected', serverText: 'Bad password', retryable: false });
    expect(failed?.message).toMatch(/refusé|n'accepte pas|mot de passe/);
    await eventually(
      () => events,
      (seen) => seen.some(({ name }) => name === 'validation-finished'),
    );
    const steps = events
      .filter(({ name }) => name === 'validation-step-changed')
      .map(({ data }) => data as { stepId: string; state: string; revision: number });
    expect(steps.slice(0, 2).map(({ stepId, state }) => `${stepId} ${state}`)).toEqual([
      'find-settings running',
      'find-settings passed',
    ]);
    expect(steps.map(({ revision }) => revision)).toEqual(steps.map((_, index) => index + 1));
    expect((await subscriber.connection())?.state).toBe('broken');
  });

  it('is told in the language of whoever reads it', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer(rejecting);
    const { validationId } = await subscriber.save(settingsFor(server), 'wrong');
    await subscriber.finished(validationId);
    const [french, english] = await Promise.all([
      subscriber.validation(validationId),
      subscriber.validation(validationId, 'en-CA'),
    ]);
    expect(french.steps[4]?.title).not.toBe(english.steps[4]?.title);
    expect(english.steps.find((step) => step.state === 'failed')?.remedy).toMatch(/password/i);
  });

  it('is unknown to another subscriber', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer(rejecting);
    const { validationId } = await subscriber.save(settingsFor(server), 'wrong');
    await subscriber.finished(validationId);
    await expect(system.subscriber().validation(validationId)).rejects.toMatchObject({ code: 'validation-unknown' });
  });

  it('stops at once when it is cancelled, and leaves what it did not reach skipped', async () => {
    const subscriber = system.subscriber();
    await using server = await hanging();
    const { validationId } = await subscriber.save(settingsFor(server), 'secret');
    await subscriber.until(validationId, 'incoming-connect', 'running');
    const startedAt = performance.now();
    const { state } = await system.gateway.request(cancelValidation, { validationId }, subscriber.owner);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(state).toBe('cancelled');
    const run = await subscriber.validation(validationId);
    expect(run.steps.filter((step) => step.state === 'failed')).toEqual([]);
    expect(run.steps.at(-1)?.state).toBe('skipped');
  });

  it('never overlaps another of the same connection', async () => {
    const subscriber = system.subscriber();
    await using server = await hanging();
    const first = await subscriber.save(settingsFor(server), 'secret');
    const again = system.gateway.request(startValidation, { language: 'fr-CA' }, subscriber.owner);
    await expect(again).rejects.toMatchObject({
      code: 'validation-running',
      retryable: true,
      details: { validationId: first.validationId },
    });

    await using rejectingServer = await scriptedImapServer(rejecting);
    const second = await subscriber.save(settingsFor(rejectingServer), 'wrong');
    expect(second.connectionId).toBe(first.connectionId);
    expect((await subscriber.validation(first.validationId)).state).toBe('cancelled');
    expect((await subscriber.finished(second.validationId)).state).toBe('failed');
  });

  it('answers one of many saves at the same moment, and refuses the others as running', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer((s) => {
      for (let turn = 0; turn < 8; turn += 1) s.staysSilent().nextConnection();
    });
    const saves = await Promise.allSettled(
      Array.from({ length: 6 }, () => subscriber.save(settingsFor(server), 'secret')),
    );
    const refused = saves.filter((save) => save.status === 'rejected');
    expect(saves.length - refused.length).toBeGreaterThanOrEqual(1);
    for (const { reason } of refused) expect(reason).toMatchObject({ retryable: true });
    const database = await openDatabase({
      url: system.configuration.DATABASE_URL,
      schema: 'connection_validator',
      entities: [],
      applicationName: 'test',
    });
    const [{ count }] = await database.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM validation WHERE subscriber_id = $1 AND state = 'running'`,
      [subscriber.owner.subscriberId],
    );
    await database.close();
    expect(count).toBe(1);
  });

  it('answers a repeated save as the first time, and does nothing twice', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer(rejecting);
    const idempotencyKey = randomUUID();
    const first = await subscriber.save(settingsFor(server), 'wrong', { idempotencyKey });
    await subscriber.finished(first.validationId);
    expect(await subscriber.save(settingsFor(server), 'wrong', { idempotencyKey })).toEqual(first);
    server.expectConversationFinished();
  });
});

describe('a run whose process died', () => {
  it('ends as failed, internal and worth another try', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer(rejecting);
    const { connectionId, validationId } = await subscriber.save(settingsFor(server), 'wrong');
    await subscriber.finished(validationId);
    const database = await openDatabase({
      url: system.configuration.DATABASE_URL,
      schema: 'connection_validator',
      entities: [],
      applicationName: 'test',
    });
    const orphan = randomUUID();
    await database.dataSource.query(
      `INSERT INTO validation (validation_id, connection_id, tenant_id, subscriber_id, language, state, settings, owner, lease_until)
       SELECT $1, connection_id, tenant_id, subscriber_id, 'fr-CA', 'running', settings, 'a-dead-process', now() - interval '1 second'
       FROM connection WHERE connection_id = $2`,
      [orphan, connectionId],
    );
    await database.close();
    const run = await subscriber.finished(orphan);
    expect(run.state).toBe('failed');
    expect(run.steps.find((step) => step.state === 'failed')).toMatchObject({ diagnosis: 'internal', retryable: true });
  });
});

describe('a connection', () => {
  it('keeps its password for its own server, and wants it typed again for another', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer((s) => {
      rejecting(s);
      rejecting(s.nextConnection());
    });
    const first = await subscriber.save(settingsFor(server), 'wrong');
    await subscriber.finished(first.validationId);
    const second = await subscriber.save({ ...settingsFor(server), emailAddress: 'ada.b@example.test' }, null);
    await subscriber.finished(second.validationId);
    server.expectConversationFinished();
    const elsewhere = subscriber.save(settingsFor({ host: 'localhost', port: server.port }), null);
    await expect(elsewhere).rejects.toMatchObject({
      code: 'password-required',
      details: { pointer: '/sealedPassword' },
    });
  });

  it('has the password that it no longer uses erased from the vault', async () => {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer((s) => {
      rejecting(s);
      rejecting(s.nextConnection());
    });
    const before = new Set(heldCredentials.keys());
    const first = await subscriber.save(settingsFor(server), 'first');
    await subscriber.finished(first.validationId);
    await subscriber.finished((await subscriber.save(settingsFor(server), 'second')).validationId);
    const mine = (): string[] =>
      [...heldCredentials].filter(([id]) => !before.has(id)).map(([, secret]) => secret.reveal());
    expect(await eventually(mine, (held) => held.length === 1)).toEqual(['second']);
  });

  it('is gone once it is erased, its run stopped, and everybody hears of it', async () => {
    const subscriber = system.subscriber();
    const events = collect(subscriber.owner, connectionErased);
    await using server = await hanging();
    const { connectionId } = await subscriber.save(settingsFor(server), 'secret');
    expect(await system.gateway.request(eraseConnection, {}, subscriber.owner)).toEqual({ erased: true });
    expect(await subscriber.connection()).toBeNull();
    await eventually(
      () => events.length,
      (count) => count > 0,
    );
    expect(events).toEqual([{ name: 'connection-erased', data: { connectionId } }]);
    expect(await system.gateway.request(eraseConnection, {}, subscriber.owner)).toEqual({ erased: false });
  });

  it('is not announced as established by a run that failed', async () => {
    const subscriber = system.subscriber();
    const events = collect(subscriber.owner, connectionEstablished, validationFinished);
    await using server = await scriptedImapServer(rejecting);
    await subscriber.finished((await subscriber.save(settingsFor(server), 'wrong')).validationId);
    await eventually(
      () => events.length,
      (count) => count > 0,
    );
    expect(events.map(({ name }) => name)).toEqual(['validation-finished']);
  });
});
