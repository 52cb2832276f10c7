import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionErased, validationStepChanged } from '@mail-access/contracts';
import { jetstream } from '@nats-io/jetstream';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromHeaders } from '../envelope/header-fields.js';
import { EventGround } from '../fixtures/event-ground.js';
import { eventStream } from '../streams/names.js';
import { HandlesEvent } from './handles-event.js';
import { publishEvent } from './publish-event.js';

let ground: EventGround;
beforeAll(async () => {
  ground = await EventGround.start();
});
afterAll(() => ground.bus.stop());
beforeEach(() => ground.reset());

describe('an event', () => {
  it('reaches its consumer once its transaction has committed, and not when it was rolled back', async () => {
    const [stopRelay, stopVault] = [ground.startRelay(), await ground.serveVault()];
    const rolledBack = ground.validator.database.transaction(async (tx) => {
      const owner = { tenantId: 'acme', subscriberId: 'ada' };
      await publishEvent(tx, connectionErased, owner, { connectionId: randomUUID() });
      throw new Error('second thoughts');
    });
    await expect(rolledBack).rejects.toThrow('second thoughts');
    const connectionId = await ground.erase('ada');
    await expect.poll(() => ground.handledIds, { timeout: 2_000 }).toEqual([connectionId]);
    expect(ground.handled[0]).toMatchObject({ tenantId: 'acme', subscriberId: 'ada', sequence: 1 });
    await stopVault();
    await stopRelay.stop();
    expect(await ground.outboxCount()).toBe(0);
  });

  it('is a CloudEvent in binary mode on the stream', async () => {
    const administrator = await ground.bus.raw('administrator');
    const seen: Record<string, string | undefined>[] = [];
    administrator.subscribe('event.connection-validator.v1.connection-erased.acme.bob', {
      callback: (_, message) => void seen.push(fromHeaders(message.headers)),
    });
    await administrator.flush();
    const running = ground.startRelay();
    await ground.erase('bob');
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
    const write = ground.validator.database.transaction((tx) =>
      publishEvent(tx, connectionErased, { tenantId: 'acme', subscriberId: 'ada' }, { connectionId: 'nonsense' }),
    );
    await expect(write).rejects.toThrow('does not fit its contract at /connectionId');
  });

  it('can be heard in passing by an observer', async () => {
    const gateway = await ground.bus.bus('api-gateway');
    const heard: number[] = [];
    const stopObserving = gateway.observe(validationStepChanged, ({ data }) => heard.push(data.revision));
    await gateway.check();
    const data = {
      connectionId: randomUUID(),
      validationId: randomUUID(),
      stepId: 'find-settings',
      state: 'running',
    } as const;
    const running = ground.startRelay();
    for (const revision of [1, 2, 3]) {
      const owner = { tenantId: 'acme', subscriberId: 'ada' };
      await ground.validator.database.transaction((tx) =>
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
    const administrator = await ground.bus.raw('administrator');
    const sequences = new Map<string, number[]>();
    administrator.subscribe('event.connection-validator.v1.connection-erased.order.*', {
      callback: (_, message) => {
        const fields = fromHeaders(message.headers);
        const subscriber = fields['subscriber-id'] ?? '';
        sequences.set(subscriber, [...(sequences.get(subscriber) ?? []), Number(fields['ce-sequence'])]);
      },
    });
    await administrator.flush();
    const relays = [ground.startRelay(), ground.startRelay()];
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let index = 0; index < 50; index += 1) {
        const owner = { tenantId: 'order', subscriberId: `s${writer % 3}` };
        await ground.validator.database.transaction((tx) =>
          publishEvent(tx, connectionErased, owner, { connectionId: randomUUID() }),
        );
      }
    });
    await Promise.all(writers);
    await expect.poll(() => ground.outboxCount(), { timeout: 10_000 }).toBe(0);
    await administrator.flush();
    const expected = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(Object.fromEntries(sequences)).toEqual({ s0: expected, s1: expected, s2: expected });
    await Promise.all(relays.map((one) => one.stop()));
    await drainVault();
  });

  it('waits in the outbox while NATS is away, and goes out when it is back', async () => {
    const stopVault = await ground.serveVault();
    const running = ground.startRelay();
    await ground.bus.infrastructure.nats.kill();
    const connectionId = await ground.erase('carl');
    await sleep(500);
    expect(await ground.outboxCount()).toBe(1);
    await ground.bus.restartNats();
    await expect.poll(() => ground.handledIds, { timeout: 20_000 }).toContain(connectionId);
    expect(await ground.outboxCount()).toBe(0);
    await stopVault();
    await running.stop();
  });
});

it('refuses to start a service that does not handle what the contracts send it', async () => {
  @Controller()
  class Deaf {
    @HandlesEvent(validationStepChanged)
    async step(): Promise<void> {}
  }
  await expect(ground.bus.serve(ground.vault, Deaf)).rejects.toThrow(
    'credential-vault is no consumer of connection-validator.v1.validation-step-changed',
  );
});

/** Handles what earlier tests left for the vault. */
async function drainVault(): Promise<void> {
  const stopVault = await ground.serveVault();
  const consumer = await jetstream(ground.vault.bus.connection).consumers.get(eventStream, 'credential-vault');
  await expect.poll(async () => (await consumer.info()).num_pending, { timeout: 10_000 }).toBe(0);
  await stopVault();
  ground.handled = [];
}
