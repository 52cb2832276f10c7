import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionErased } from '@mail-access/contracts';
import { jetstream } from '@nats-io/jetstream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventGround } from '../fixtures/event-ground.js';
import { eventStream } from '../streams/names.js';
import { readEvent } from './event-headers.js';
import { beginAgain, countFailure } from './event-tries.js';
import { handleOnce } from './handle-once.js';
import { relayBatch } from './outbox-batch.js';
import type { ReceivedEvent } from './received-event.js';

let ground: EventGround;
beforeAll(async () => {
  ground = await EventGround.start();
});
afterAll(() => ground.bus.stop());
beforeEach(() => ground.reset());

describe('a crash', () => {
  it('of the relay between publishing and deleting doubles nothing', async () => {
    const connectionId = await ground.erase('dora');
    const killed = ground.validator.database.transaction(async (tx) => {
      await relayBatch(tx, ground.validator.database.schema, jetstream(ground.validator.bus.connection));
      throw new Error('killed before the deletion was committed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await ground.outboxCount()).toBe(1);
    const before = await streamMessages();
    const [running, stopVault] = [ground.startRelay(), await ground.serveVault()];
    await expect.poll(() => ground.outboxCount()).toBe(0);
    await expect.poll(() => ground.handledIds).toEqual([connectionId]);
    expect(await streamMessages()).toBe(before);
    await stopVault();
    await running.stop();
  });

  it('of the consumer between its commit and its acknowledgement doubles nothing', async () => {
    const running = ground.startRelay();
    const connectionId = await ground.erase('emil');
    const consumer = await jetstream(ground.vault.bus.connection).consumers.get(eventStream, 'credential-vault');
    const message = await consumer.next({ expires: 5_000 });
    const read = message && readEvent(connectionErased, message);
    if (!read?.ok) throw new Error('no event came');
    const handler = async (event: ReceivedEvent) => void ground.handled.push(event);
    await handleOnce(ground.vault.database, { contract: connectionErased, handler, newestOnly: false }, read.event);
    expect(ground.handledIds).toEqual([connectionId]);
    const stopVault = await ground.serveVault();
    await expect.poll(async () => (await consumer.info()).num_ack_pending, { timeout: 5_000 }).toBe(0);
    expect(ground.handledIds).toEqual([connectionId]);
    await stopVault();
    await running.stop();
  });

  it('of PostgreSQL is no reason to give an event up, however long it takes', async () => {
    const running = ground.startRelay();
    const connectionId = await ground.erase('hugo');
    await expect.poll(() => ground.outboxCount()).toBe(0);
    await running.stop();
    await ground.bus.infrastructure.postgres.kill();
    const stopVault = await ground.serveVault([]);
    await sleep(4_000);
    await ground.bus.restartPostgres();
    await expect.poll(() => ground.handledIds, { timeout: 20_000 }).toEqual([connectionId]);
    await stopVault();
  });
});

describe('tries', () => {
  it('are those that met a database: an outage uses none of them up', async () => {
    let tries = 0;
    ground.handling = async (_event, tx) => {
      tries += 1;
      // Its connection is cut in the middle of its work, as by a server that restarts.
      if (tries === 1) await tx.query('select pg_terminate_backend(pg_backend_pid())');
      if (tries === 2) throw new Error('fails once by itself');
    };
    // One repetition: a failure that was counted for the outage would have been the last.
    const [running, stopVault] = [ground.startRelay(), await ground.serveVault([50])];
    const connectionId = await ground.erase('iris');
    await expect.poll(() => ground.handledIds, { timeout: 20_000 }).toEqual([connectionId]);
    expect(tries).toBe(3);
    await stopVault();
    await running.stop();
  });

  it('that never end are given up after twenty: an event that kills its process stops nobody for ever', async () => {
    const id = randomUUID();
    const database = ground.vault.database;
    const seen: number[] = [];
    for (let n = 0; n < 22; n += 1) seen.push((await beginAgain(database, id)).silent);
    expect(seen.slice(0, 3)).toEqual([0, 1, 2]);
    expect(seen.at(-1)).toBe(21);
    const failing = randomUUID();
    for (let n = 1; n <= 3; n += 1) {
      expect(await countFailure(database, failing)).toBe(n);
      expect((await beginAgain(database, failing)).silent).toBe(0);
    }
  });
});

describe('a handler', () => {
  it('keeps nothing of a try that fails, and is tried again later', async () => {
    await ground.vault.database.dataSource.query('create table if not exists forgotten (connection_id text)');
    const times: number[] = [];
    ground.handling = async (event, tx) => {
      times.push(performance.now());
      await tx.query('insert into forgotten values ($1)', [event.data.connectionId]);
      if (times.length < 3) throw new Error('not yet');
    };
    const [running, stopVault] = [ground.startRelay(), await ground.serveVault([50, 400])];
    const connectionId = await ground.erase('finn');
    await expect.poll(() => ground.handledIds, { timeout: 5_000 }).toEqual([connectionId]);
    const rows = await ground.vault.database.dataSource.query('select * from forgotten where connection_id = $1', [
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
    for (const sequence of [1, 3, 2, 4]) await handleOnce(ground.vault.database, consumed, event(sequence));
    expect(seen).toEqual([1, 3, 4]);
  });

  it('gets to finish when its service shuts down, and what has not begun goes to another replica', async () => {
    let begun = 0;
    ground.handling = async () => {
      begun += 1;
      await sleep(300);
    };
    const running = ground.startRelay();
    const stopFirst = await ground.serveVault();
    const connections = await Promise.all(Array.from({ length: 20 }, (_, index) => ground.erase(`s${index}`)));
    await expect.poll(() => begun).toBeGreaterThan(3);
    await stopFirst();
    const beforeRestart = ground.handled.length;
    expect(beforeRestart).toBe(begun);
    const stopSecond = await ground.serveVault();
    await expect.poll(() => ground.handledIds.sort(), { timeout: 10_000 }).toEqual(connections.sort());
    await stopSecond();
    await running.stop();
  });
});

async function streamMessages(): Promise<number> {
  const administrator = await ground.bus.raw('administrator');
  const info = await (await jetstream(administrator).jetstreamManager()).streams.info(eventStream);
  return info.state.messages;
}
