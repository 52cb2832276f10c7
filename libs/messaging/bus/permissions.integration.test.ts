import { randomUUID } from 'node:crypto';
import type { Party } from '@mail-access/contracts';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusGround } from '../fixtures/bus-ground.js';

let ground: BusGround;
beforeAll(async () => {
  ground = await BusGround.start();
});
afterAll(() => ground.stop());

/** What the server complained about while the work was done: the library reports it on the status of the connection. */
async function complaints(party: Party, work: (connection: NatsConnection) => void): Promise<string[]> {
  const connection = await ground.raw(party);
  const heard: string[] = [];
  void (async () => {
    for await (const status of connection.status()) if (status.type === 'error') heard.push(status.error.message);
  })();
  work(connection);
  await connection.flush();
  await connection.close();
  return heard;
}

const subscribing = (subject: string) => (connection: NatsConnection) => {
  connection.subscribe(subject, { callback: () => undefined });
};
const publishing = (subject: string) => (connection: NatsConnection) => connection.publish(subject, '{}');

describe('the server refuses', () => {
  it.each([
    ['api-gateway', 'mail-gateway.v1.read-message'],
    ['api-gateway', 'mail-gateway.v1.anything.at.all'],
    ['api-gateway', 'credential-vault.v1.reveal-credential'],
    ['api-gateway', 'event.connection-validator.v1.connection-erased.acme.ada'],
    ['api-gateway', '_INBOX.connection-validator.guess'],
    ['connection-validator', 'event.credential-vault.v1.credential-erased.acme.ada'],
    ['connection-validator', '$JS.API.STREAM.DELETE.EVENTS'],
    ['connection-validator', '$JS.API.CONSUMER.MSG.NEXT.EVENTS.credential-vault'],
    ['credential-vault', 'dead-letter.telephony.credential-vault.v1.credential-erased.acme.ada'],
    ['credential-vault', 'event-replay.credential-vault.x'],
    ['telephony', 'credential-vault.v1.reveal-credential'],
  ] as const)('%s to publish to %s', async (party, subject) => {
    expect(await complaints(party, publishing(subject))).toEqual([expect.stringContaining('Permissions Violation')]);
  });

  it.each([
    ['api-gateway', '>'],
    ['api-gateway', 'mail-gateway.>'],
    ['api-gateway', 'event.mail-gateway.>'],
    ['api-gateway', '_INBOX.>'],
    ['connection-validator', 'credential-vault.v1.store-credential'],
    ['connection-validator', '_INBOX.api-gateway.>'],
    ['telephony', 'event.credential-vault.v1.credential-revealed.*.*'],
    ['telephony', '_INBOX.credential-vault.guess'],
    ['telephony', '>'],
    ['telephony', '*.>'],
    ['administrator', '_INBOX.api-gateway.>'],
  ] as const)('%s to subscribe to %s', async (party, subject) => {
    expect(await complaints(party, subscribing(subject))).toEqual([expect.stringContaining('Permissions Violation')]);
  });
});

it('lets a service do what its contracts say without a complaint', async () => {
  const found = await complaints('connection-validator', (connection) => {
    connection.publish('credential-vault.v1.store-credential', '{}');
    connection.publish('event.connection-validator.v1.connection-erased.acme.ada', '{}');
    connection.subscribe('connection-validator.v1.save-connection', { callback: () => undefined });
  });
  expect(found).toEqual([]);
});

it('lets a foreign client of the administrator ask with the inbox of its own library', async () => {
  const vault = await ground.raw('credential-vault');
  vault.subscribe('credential-vault.v1.erase-credential', { callback: (_, message) => void message.respond('{}') });
  await vault.flush();
  const { url } = ground.infrastructure.nats;
  const foreign = await connect({ servers: url, user: 'administrator', pass: 'administrator' });
  for (const noMux of [false, true]) {
    const reply = await foreign.request('credential-vault.v1.erase-credential', '{}', { timeout: 1_000, noMux });
    expect(reply.string()).toBe('{}');
  }
  await foreign.close();
  await vault.close();
});

it.each(['_INBOX.*.*', '_INBOX.>', '_INBOX.*.>'])(
  'delivers nothing of a service to %s of telephony',
  async (wildcard) => {
    const telephony = await ground.raw('telephony');
    const heard: string[] = [];
    telephony.subscribe(wildcard, { callback: (_, message) => void heard.push(message.subject) });
    await telephony.flush();
    const validator = await ground.raw('connection-validator');
    const vault = await ground.raw('credential-vault');
    vault.subscribe('credential-vault.v1.erase-credential', { callback: (_, message) => void message.respond('{}') });
    await vault.flush();
    // Without the shared inbox the answer goes to `_INBOX.<party>.<random>`, which has as many tokens as the wildcard.
    await validator.request('credential-vault.v1.erase-credential', '{}', { timeout: 1_000, noMux: true });
    await telephony.flush();
    expect(heard).toEqual([]);
    await vault.close();
  },
);

it('lets a service answer a request that reached it, and only that', async () => {
  const vault = await ground.raw('credential-vault');
  const validator = await ground.raw('connection-validator');
  vault.subscribe('credential-vault.v1.erase-credential', { callback: (_, message) => void message.respond('{}') });
  await vault.flush();
  const reply = await validator.request('credential-vault.v1.erase-credential', '{}', { timeout: 1_000 });
  expect(reply.string()).toBe('{}');
  expect(await complaints('credential-vault', publishing(`_INBOX.connection-validator.${randomUUID()}`))).toEqual([
    expect.stringContaining('Permissions Violation'),
  ]);
});
