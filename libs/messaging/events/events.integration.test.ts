import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionErased, validationStepChanged } from '@mail-access/contracts';
import type { Database, Notifications, Transaction } from '@mail-access/persistence';
import { jetstream } from '@nats-io/jetstream';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { BusGround } from '../fixtures/bus-ground.js';
import { fromHeaders } from '../envelope/header-fields.js';
import { eventStream } from '../streams/names.js';
import { handleOnce } from './handle-once.js';
import { HandlesEvent } from './handles-event.js';
import { readEvent } from './event-headers.js';
import { relayBatch } from './outbox-batch.js';
import { OutboxRelay } from './outbox-relay.js';
import { publishEvent } from './publish-event.js';
import type { ReceivedEvent } from './received-event.js';

type Erased = ReceivedEvent<typeof connectionErased>;

let handled: Erased[] = [];
let handling: (event: Erased, tx: Transaction) => Promise<void> = async () => undefined;

@Controller()
class Forgetting {
  @HandlesEvent(connectionErased)
  async forget(event: Erased, tx: Transaction): Promise<void> {
    await handling(event, tx);
    handled.push(event);
  }
}

let ground: BusGround;
let validator: { database: Database; notifications: Notifications };
let vault: { database: Database };
let validatorBus: Bus;
let vaultBus: Bus;
let relay: OutboxRelay;

beforeAll(async () => {
  ground = await BusGround.start();
  [validator, vault] = [await ground.database('connection-validator'), await ground.database('credential-vault')];
  [validatorBus, vaultBus] = [await ground.bus('connection-validator'), await ground.bus('credential-vault')];
});
afterAll(() => ground.stop());
beforeEach(() => {
  handled = [];
  handling = async () => undefined;
});

const startRelay = () => {
  relay = new OutboxRelay({ ...validator, bus: validatorBus, logger: ground.logger, pollMs: 500 });
  relay.start();
  return relay;
};
const serveVault = (redelivery: readonly number[] = [50, 100]) =>
  ground.serve({ bus: vaultBus, database: vault.database, redelivery }, Forgetting);

const erase = (subscriberId: string, connectionId: string = randomUUID()) =>
  validator.database
    .transaction((tx) => publishEvent(tx, connectionErased, { tenantId: 'acme', subscriberId }, { connectionId }))
    .then(() => connectionId);
const outboxCount = async () => {
  const [row] = await validator.database.dataSource.query<{ n: number }[]>('select count(*)::int as n from outbox');
  return row?.n;
};
const ids = () => handled.map(({ data }) => data.connectionId);

describe('an event', () => {
  it('reaches its consumer once its transaction has committed, and not when it was rolled back', async () => {
    const [stopRelay, stopVault] = [startRelay(), await serveVault()];
    const rolledBack = validator.database.transaction(async (tx) => {
      const owner = { tenantId: 'acme', subscriberId: 'ada' };
      await publishEvent(tx, connectionErased, owner, { connectionId: randomUUID() });
      throw new Error('second thoughts');
    });
    await expect(rolledBack).rejects.toThrow('second thoughts');
    const connectionId = await erase('ada');
    await expect.poll(ids, { timeout: 2_000 }).toEqual([connectionId]);
    expect(handled[0]).toMatchObject({ tenantId: 'acme', subscriberId: 'ada', sequence: 1 });
    await stopVault();
    await stopRelay.stop();
    expect(await outboxCount()).toBe(0);
  });

  it('is a CloudEvent in binary mode on the stream', async () => {
    const administrator = await ground.raw('administrator');
    const seen: Record<string, string | undefined>[] = [];
    administrator.subscribe('event.connection-validator.v1.connection-erased.acme.bob', {
      callback: (_, message) => void seen.push(fromHeaders(message.headers)),
    });
    await administrator.flush();
    const running = startRelay();
    await erase('bob');
    await expect.poll(() => seen.length).toBe(1);
    expect(seen[0]).toMatchObject({
      'ce-specversion': '1.0',
      'ce-id': seen[0]?.['nats-msg-id'],
      'ce-source': '/services/connection-validator',
      'ce-type': 'connection-validator.v1.connection-erased',
      'ce-subject': 'acme/bob',
      'ce-time': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      'ce-sequence': '1',
      'ce-datacontenttype': 'application/json',
      'tenant-id': 'acme',
      'subscriber-id': 'bob',
      traceparent: expect.stringMatching(/^00-/),
    });
    await running.stop();
  });

  it('cannot be published with data that break its contract', async () => {
    const write = validator.database.transaction((tx) =>
      publishEvent(tx, connectionErased, { tenantId: 'acme', subscriberId: 'ada' }, { connectionId: 'nonsense' }),
    );
    await expect(write).rejects.toThrow('does not fit its contract at /connectionId');
  });

  it('can be heard in passing by an observer', async () => {
    const gateway = await ground.bus('api-gateway');
    const heard: number[] = [];
    const stopObserving = gateway.observe(validationStepChanged, ({ data }) => heard.push(data.revision));
    await gateway.check();
    const data = {
      connectionId: randomUUID(),
      validationId: randomUUID(),
      stepId: 'find-settings',
      state: 'running',
    } as const;
    const running = startRelay();
    for (const revision of [1, 2, 3]) {
      const owner = { tenantId: 'acme', subscriberId: 'ada' };
      await validator.database.transaction((tx) =>
        publishEvent(tx, validationStepChanged, owner, { ...data, revision }),
      );
    }
    await expect.poll(() => heard).toEqual([1, 2, 3]);
    stopObserving();
    await running.stop();
  });
});

describe('order and number', () => {
  it('keeps the order of each subscriber, counted without gaps, with two relays at work', async () => {
    const administrator = await ground.raw('administrator');
    const sequences = new Map<string, number[]>();
    administrator.subscribe('event.connection-validator.v1.connection-erased.order.*', {
      callback: (_, message) => {
        const fields = fromHeaders(message.headers);
        const subscriber = fields['subscriber-id'] ?? '';
        sequences.set(subscriber, [...(sequences.get(subscriber) ?? []), Number(fields['ce-sequence'])]);
      },
    });
    await administrator.flush();
    const relays = [startRelay(), startRelay()];
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let index = 0; index < 50; index += 1) {
        const owner = { tenantId: 'order', subscriberId: `s${writer % 3}` };
        await validator.database.transaction((tx) =>
          publishEvent(tx, connectionErased, owner, { connectionId: randomUUID() }),
        );
      }
    });
    await Promise.all(writers);
    await expect.poll(outboxCount, { timeout: 10_000 }).toBe(0);
    await administrator.flush();
    const expected = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(Object.fromEntries(sequences)).toEqual({ s0: expected, s1: expected, s2: expected });
    await Promise.all(relays.map((one) => one.stop()));
    await drainVault();
  });

  it('waits in the outbox while NATS is away, and goes out when it is back', async () => {
    const stopVault = await serveVault();
    const running = startRelay();
    await ground.infrastructure.nats.kill();
    const connectionId = await erase('carl');
    await sleep(500);
    expect(await outboxCount()).toBe(1);
    await ground.restartNats();
    await expect.poll(ids, { timeout: 20_000 }).toContain(connectionId);
    expect(await outboxCount()).toBe(0);
    await stopVault();
    await running.stop();
  });
});

describe('a crash', () => {
  it('of the relay between publishing and deleting doubles nothing', async () => {
    const connectionId = await erase('dora');
    const killed = validator.database.transaction(async (tx) => {
      await relayBatch(tx, validator.database.schema, jetstream(validatorBus.connection));
      throw new Error('killed before the deletion was committed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await outboxCount()).toBe(1);
    const before = await streamMessages();
    const [running, stopVault] = [startRelay(), await serveVault()];
    await expect.poll(outboxCount).toBe(0);
    await expect.poll(ids).toEqual([connectionId]);
    expect(await streamMessages()).toBe(before);
    await stopVault();
    await running.stop();
  });

  it('of the consumer between its commit and its acknowledgement doubles nothing', async () => {
    const running = startRelay();
    const connectionId = await erase('emil');
    const consumer = await jetstream(vaultBus.connection).consumers.get(eventStream, 'credential-vault');
    const message = await consumer.next({ expires: 5_000 });
    const read = message && readEvent(connectionErased, message);
    if (!read?.ok) throw new Error('no event came');
    const handler = async (event: ReceivedEvent) => void handled.push(event as Erased);
    await handleOnce(vault.database, { contract: connectionErased, handler, newestOnly: false }, read.event);
    expect(ids()).toEqual([connectionId]);
    const stopVault = await serveVault();
    await expect.poll(async () => (await consumer.info()).num_ack_pending, { timeout: 5_000 }).toBe(0);
    expect(ids()).toEqual([connectionId]);
    await stopVault();
    await running.stop();
  });
});

describe('a handler', () => {
  it('keeps nothing of a try that fails, and is tried again later', async () => {
    await vault.database.dataSource.query('create table if not exists forgotten (connection_id text)');
    const times: number[] = [];
    handling = async (event, tx) => {
      times.push(performance.now());
      await tx.query('insert into forgotten values ($1)', [event.data.connectionId]);
      if (times.length < 3) throw new Error('not yet');
    };
    const [running, stopVault] = [startRelay(), await serveVault([50, 400])];
    const connectionId = await erase('finn');
    await expect.poll(ids, { timeout: 5_000 }).toEqual([connectionId]);
    const rows = await vault.database.dataSource.query('select * from forgotten where connection_id = $1', [
      connectionId,
    ]);
    expect(rows).toHaveLength(1);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(300);
    await stopVault();
    await running.stop();
  });

  it('that wants only the newest drops an event older than one it has seen', async () => {
    const event = (sequence: number): ReceivedEvent => ({
      id: randomUUID(),
      tenantId: 'acme',
      subscriberId: 'gina',
      sequence,
      occurredAt: '2026-11-22T10:00:00.000Z',
      correlationId: 'c',
      data: { connectionId: randomUUID() },
    });
    const seen: number[] = [];
    const handler = async (one: ReceivedEvent) => void seen.push(one.sequence);
    const consumed = { contract: connectionErased, handler, newestOnly: true };
    for (const sequence of [1, 3, 2, 4]) await handleOnce(vault.database, consumed, event(sequence));
    expect(seen).toEqual([1, 3, 4]);
  });

  it('gets to finish when its service shuts down, and what has not begun goes to another replica', async () => {
    let begun = 0;
    handling = async () => {
      begun += 1;
      await sleep(300);
    };
    const running = startRelay();
    const stopFirst = await serveVault();
    const connections = await Promise.all(Array.from({ length: 20 }, (_, index) => erase(`s${index}`)));
    await expect.poll(() => begun).toBeGreaterThan(3);
    await stopFirst();
    const beforeRestart = handled.length;
    expect(beforeRestart).toBe(begun);
    const stopSecond = await serveVault();
    await expect.poll(() => ids().sort(), { timeout: 10_000 }).toEqual(connections.sort());
    await stopSecond();
    await running.stop();
  });
});

it('refuses to start a service that does not handle what the contracts send it', async () => {
  @Controller()
  class Deaf {
    @HandlesEvent(validationStepChanged)
    async step(): Promise<void> {}
  }
  await expect(ground.serve({ bus: vaultBus, database: vault.database }, Deaf)).rejects.toThrow(
    'credential-vault is no consumer of connection-validator.v1.validation-step-changed',
  );
});

async function streamMessages(): Promise<number> {
  const administrator = await ground.raw('administrator');
  const info = await (await jetstream(administrator).jetstreamManager()).streams.info(eventStream);
  return info.state.messages;
}

/** Handles what earlier tests left for the vault. */
async function drainVault(): Promise<void> {
  const stopVault = await serveVault();
  const consumer = await jetstream(vaultBus.connection).consumers.get(eventStream, 'credential-vault');
  await expect.poll(async () => (await consumer.info()).num_pending, { timeout: 10_000 }).toBe(0);
  await stopVault();
  handled = [];
}
