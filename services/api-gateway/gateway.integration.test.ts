import { natsPermissions, parties } from '@mail-access/contracts';
import { type Bus, connectBus } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { openSealed } from '@mail-access/secret';
import { startNats, temporaryDirectory } from '@mail-access/testkit';
import { connect, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { EventReader } from './scripted/event-reader.js';
import { sampleSettings } from './scripted/sample-settings.js';
import { type ScriptedGateway, scriptedGateway } from './scripted/scripted-gateway.js';
import type { StandInRuns } from './scripted/stand-in-runs.js';
import { startStandInValidator } from './scripted/stand-in-validator.js';

const directory = temporaryDirectory();
const rhythm = { lookEveryMs: 60_000, heartbeatMs: 60_000, longestMs: 60_000 };
const password = 'Canary pässwörd 空白';
const logger = createLogger({ service: 'test', level: 'silent' });

let nats: Awaited<ReturnType<typeof startNats>>;
let spy: NatsConnection;
let listening: Subscription;
let gatewayBus: Bus;
let validatorBus: Bus;
let validator: Awaited<ReturnType<typeof startStandInValidator>>;
let runs: StandInRuns;
let scripted: ScriptedGateway;
const passed: string[] = [];

function busOf(party: 'api-gateway' | 'connection-validator'): Promise<Bus> {
  return connectBus({ servers: nats.url, credentials: { user: party, password: party }, party, logger });
}

beforeAll(async () => {
  const users = parties.map((party) => ({ user: party, password: party, permissions: natsPermissions(party) }));
  nats = await startNats({ directory: directory.path, users: [...users, { user: 'spy', password: 'spy' }] });
  spy = await connect({ servers: nats.url, user: 'spy', pass: 'spy' });
  listening = spy.subscribe('>', {
    callback: (_error, message) => {
      const fields = [...(message.headers ?? [])].map(([name, values]) => `${name}: ${values.join()}`);
      passed.push([message.subject, ...fields, message.string()].join('\n'));
    },
  });
  [gatewayBus, validatorBus] = await Promise.all([busOf('api-gateway'), busOf('connection-validator')]);
  validator = await startStandInValidator(validatorBus);
  runs = validator.runs;
  scripted = await scriptedGateway({ bus: gatewayBus, rhythm });
});

beforeEach(() => {
  runs.silent = false;
});

afterAll(async () => {
  await scripted[Symbol.asyncDispose]();
  await validator.stop();
  await Promise.all([gatewayBus.close(), validatorBus.close(), spy.close()]);
  await nats.stop();
  directory.remove();
});

async function put(headers: Record<string, string> = {}): Promise<{ connectionId: string; validationId: string }> {
  const body = JSON.stringify({ settings: sampleSettings, password, outgoingPassword: `${password} 2` });
  const response = await scripted.fetch('/v1/connection', {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(response.status).toBe(202);
  return (await response.json()) as { connectionId: string; validationId: string };
}

async function follow(validationId: string, headers: Record<string, string> = {}, gateway = scripted) {
  return new EventReader(await gateway.fetch(`/v1/connection/validations/${validationId}/events`, { headers }));
}

it('shows a validation as it goes, woken by the events of the bus', async () => {
  const { validationId } = await put();
  const reader = await follow(validationId);
  await reader.next();
  runs.step(validationId, 'find-settings');
  expect(await reader.next()).toMatchObject({ event: 'step', id: '1' });
  runs.step(validationId, 'incoming-resolve');
  runs.finish(validationId, 'passed');
  expect((await reader.rest()).map(({ event, id }) => [event, id])).toEqual([
    ['step', '2'],
    ['finished', '3'],
  ]);
});

it('shows it from the first step to a late reader, and from the last seen one at another gateway', async () => {
  const { validationId } = await put();
  runs.step(validationId, 'find-settings');
  runs.step(validationId, 'incoming-resolve');
  const late = await follow(validationId);
  await late.next();
  expect([await late.next(), await late.next()]).toMatchObject([{ id: '1' }, { id: '2' }]);
  const bus = await busOf('api-gateway');
  const other = await scriptedGateway({ bus, rhythm });
  const returning = await follow(validationId, { 'last-event-id': '1' }, other);
  await returning.next();
  expect(await returning.next()).toMatchObject({ id: '2' });
  runs.finish(validationId, 'failed');
  expect(await late.rest()).toMatchObject([{ event: 'finished', id: '3' }]);
  expect(await returning.rest()).toMatchObject([{ event: 'finished', id: '3' }]);
  await other[Symbol.asyncDispose]();
  await bus.close();
});

it('shows a validation to its subscriber only', async () => {
  const { validationId } = await put();
  const authorization = `Bearer ${await scripted.issuer.token({ subscriber_id: 'mallory' })}`;
  const path = `/v1/connection/validations/${validationId}`;
  for (const address of [path, `${path}/events`]) {
    expect((await scripted.fetch(address, { headers: { authorization } })).status).toBe(404);
  }
  expect((await scripted.fetch(path, { method: 'DELETE', headers: { authorization } })).status).toBe(404);
  expect(await (await scripted.fetch(path)).json()).toMatchObject({ state: 'running' });
});

it('cancels, shows and erases a connection', async () => {
  const { connectionId, validationId } = await put();
  const cancelled = await scripted.fetch(`/v1/connection/validations/${validationId}`, { method: 'DELETE' });
  expect([cancelled.status, await cancelled.json()]).toEqual([200, { validationId, state: 'cancelled' }]);
  const shown = await scripted.fetch('/v1/connection');
  expect(await shown.json()).toMatchObject({ connectionId, settings: sampleSettings });
  expect((await scripted.fetch('/v1/connection', { method: 'DELETE' })).status).toBe(202);
  expect((await scripted.fetch('/v1/connection')).status).toBe(404);
  expect((await scripted.fetch('/v1/connection/validations', { method: 'POST' })).status).toBe(404);
});

it('carries the idempotency key, the correlation id and the trace to the service', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await put({ 'idempotency-key': 'key-4711', 'x-correlation-id': 'operator-4711', traceparent });
  expect(runs.idempotencyKeys.at(-1)).toBe('key-4711');
  const request = passed.findLast((message) => message.startsWith('connection-validator.v1.save-connection'));
  expect(request).toContain('correlation-id: operator-4711');
});

it('seals passwords so that only the vault can read them: nothing on the bus or in the log does', async () => {
  passed.length = 0;
  await put();
  await spy.flush();
  const { sealedPassword, sealedOutgoingPassword } = runs.saved.at(-1) ?? {};
  const open = (sealed: string | undefined, purpose: string) =>
    openSealed(scripted.vaultKey.privateJwk, sealed ?? '', { tenantId: 'acme', subscriberId: 'ada', purpose });
  expect((await open(sealedPassword, 'incoming')).reveal()).toBe(password);
  expect((await open(sealedOutgoingPassword, 'outgoing')).reveal()).toBe(`${password} 2`);
  const seen = [passed.join('\n'), scripted.log()].join('\n');
  expect(seen).toContain('connection-validator.v1.save-connection');
  const base64 = Buffer.from(password).toString('base64').slice(0, 12);
  for (const form of ['Canary', encodeURIComponent(password), base64, Buffer.from(password).toString('hex')]) {
    expect(seen).not.toContain(form);
  }
});

it('cannot say a word to the mail gateway, nor hear one', async () => {
  passed.length = 0;
  const errors: string[] = [];
  const connection = await connect({ servers: nats.url, user: 'api-gateway', pass: 'api-gateway' });
  void (async () => {
    for await (const status of connection.status()) if (status.type === 'error') errors.push(status.error.message);
  })();
  connection.publish('mail-gateway.v1.list-messages', '{}');
  connection.publish('mail-gateway.v1.read-message.more', '{}');
  connection.subscribe('mail-gateway.>', { callback: () => undefined });
  connection.subscribe('event.mail-gateway.>', { callback: () => undefined });
  await connection.flush();
  await expect.poll(() => errors.length).toBe(4);
  expect(errors.every((message) => /permissions violation/i.test(message))).toBe(true);
  expect(passed.join('\n')).not.toContain('mail-gateway');
  await connection.close();
});

it('waits for a service that restarts', async () => {
  // For NATS whoever listens is a responder.
  listening.unsubscribe();
  await spy.flush();
  await put();
  await validator.stop();
  const pending = scripted.fetch('/v1/connection');
  await new Promise((resolve) => setTimeout(resolve, 300));
  validator = await startStandInValidator(validatorBus, runs);
  expect((await pending).status).toBe(200);
});

it('tells a service that is away from one that does not answer', async () => {
  runs.silent = true;
  const late = await scripted.fetch('/v1/connection');
  expect([late.status, await late.json()]).toMatchObject([504, { type: '/problems/deadline-exceeded' }]);
  await validator.stop();
  const absent = await scripted.fetch('/v1/connection');
  expect([absent.status, absent.headers.get('retry-after')]).toEqual([503, '2']);
  validator = await startStandInValidator(validatorBus, runs);
});

it('is ready as long as it reaches the bus', async () => {
  const headers = { authorization: '' };
  expect((await scripted.fetch('/readyz', { headers })).status).toBe(200);
  await nats.kill();
  await expect.poll(async () => (await scripted.fetch('/readyz', { headers })).status).toBe(503);
  expect((await scripted.fetch('/healthz', { headers })).status).toBe(200);
});

it('says that the service is unavailable while NATS is gone, for reads and changes', async () => {
  const answers = await Promise.all([
    scripted.fetch('/v1/connection'),
    scripted.fetch('/v1/providers'),
    scripted.fetch('/v1/connection', { method: 'DELETE' }),
  ]);
  const seen = answers.map(({ status, headers }) => [status, headers.get('retry-after')]);
  expect(seen).toEqual(Array(3).fill([503, '2']));
});
