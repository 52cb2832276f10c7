import { randomUUID } from 'node:crypto';
import { connectionErased } from '@mail-access/contracts';
import type { Database, Notifications } from '@mail-access/persistence';
import { jetstream } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HandlesEvent } from '../events/handles-event.js';
import { OutboxRelay } from '../events/outbox-relay.js';
import { publishEvent } from '../events/publish-event.js';
import type { ReceivedEvent } from '../events/received-event.js';
import { BusGround } from '../fixtures/bus-ground.js';
import { administratorAccess } from './administrator-access.js';
import { deadLettersCommand } from './command.js';

let broken = true;
let handled: string[] = [];
let tries = 0;

@Controller()
class Forgetting {
  @HandlesEvent(connectionErased)
  async forget(event: ReceivedEvent<typeof connectionErased>): Promise<void> {
    tries += 1;
    if (broken) throw new TypeError('the handler has a bug');
    handled.push(event.data.connectionId);
  }
}

let ground: BusGround;
let administrator: NatsConnection;
let validator: { database: Database; notifications: Notifications };

beforeAll(async () => {
  ground = await BusGround.start();
  administrator = await ground.raw('administrator');
  validator = await ground.database('connection-validator');
  const { database } = await ground.database('credential-vault');
  await ground.serve({ bus: await ground.bus('credential-vault'), database, redelivery: [20, 40] }, Forgetting);
  const bus = await ground.bus('connection-validator');
  const relay = new OutboxRelay({ ...validator, bus, logger: ground.logger });
  relay.start();
  ground.atEnd(() => relay.stop());
});
afterAll(() => ground.stop());
beforeEach(() => {
  [broken, handled, tries] = [true, [], 0];
});

async function command(...words: string[]): Promise<string[]> {
  const lines: string[] = [];
  await deadLettersCommand(administrator, words, (line) => lines.push(line));
  return lines;
}

async function erase(): Promise<string> {
  const connectionId = randomUUID();
  const owner = { tenantId: 'acme', subscriberId: 'ada' };
  await validator.database.transaction((tx) => publishEvent(tx, connectionErased, owner, { connectionId }));
  return connectionId;
}

const letters = async () => (await command('list')).at(-1);

it('keeps an event after its last try with who gave up and why, and replays it once the handler is mended', async () => {
  const connectionId = await erase();
  await expect.poll(letters, { timeout: 5_000 }).toBe('1 dead letter');
  expect(tries).toBe(3);
  const [line] = await command('list');
  expect(line).toMatch(
    /^1 {2}\S+ {2}credential-vault {2}connection-validator.v1.connection-erased {2}acme\/ada {2}3 tries {2}TypeError$/,
  );
  expect(line).not.toContain(connectionId);
  broken = false;
  expect(await command('replay', '1')).toEqual([expect.stringMatching(/^replayed 1 /)]);
  await expect.poll(() => handled).toEqual([connectionId]);
  expect(await letters()).toBe('0 dead letters');
});

it('makes a letter again of a replayed event that fails again, and replays all', async () => {
  const connections = [await erase(), await erase()];
  await expect.poll(letters, { timeout: 5_000 }).toBe('2 dead letters');
  await command('replay');
  await expect.poll(() => tries, { timeout: 5_000 }).toBe(12);
  await expect.poll(letters, { timeout: 5_000 }).toBe('2 dead letters');
  broken = false;
  expect(await command('replay')).toEqual(['replayed 2']);
  await expect.poll(() => handled.toSorted()).toEqual(connections.toSorted());
});

it('gives up at once what is no event of its contract', async () => {
  const validatorConnection = await ground.raw('connection-validator');
  const sent = headers();
  const fields = { 'ce-id': 'x', 'ce-type': connectionErased.name, 'ce-time': 'now', 'ce-sequence': '1' };
  for (const [name, value] of Object.entries({ ...fields, 'tenant-id': 'acme', 'subscriber-id': 'ada' }))
    sent.set(name, value);
  const subject = `event.${connectionErased.name}.acme.ada`;
  await jetstream(validatorConnection).publish(subject, '{"connectionId":"nonsense"}', { headers: sent });
  await expect.poll(letters).toBe('1 dead letter');
  expect((await command('list'))[0]).toMatch(/1 tries {2}invalid at \/connectionId$/);
  expect(tries).toBe(0);
});

it('says what is wrong with a command', async () => {
  await expect(command('replay', '4711')).rejects.toThrow('there is no dead letter 4711');
  await expect(command('bury')).rejects.toThrow('npm run dead-letters -- list');
  await expect(administratorAccess({}, '/nowhere/run.json')).rejects.toThrow('set NATS_URL and NATS_CREDENTIALS');
});
