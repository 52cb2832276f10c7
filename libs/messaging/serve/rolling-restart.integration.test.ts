import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCredential, type Refusal } from '@mail-access/contracts';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { BusGround } from '../fixtures/bus-ground.js';
import { HandlesRequest } from './handles-request.js';

@Controller()
class Vault {
  @HandlesRequest(describeCredential)
  async describe(input: { credentialId: string }) {
    await sleep(5);
    return {
      credentialId: input.credentialId,
      connectionId: input.credentialId,
      purpose: 'incoming' as const,
      keyVersion: 1,
      storedAt: '2026-11-22T10:00:00.000Z',
    };
  }
}

let ground: BusGround;
let caller: Bus;
beforeAll(async () => {
  ground = await BusGround.start();
  caller = await ground.bus('connection-validator');
});
afterAll(() => ground.stop());

/** Asks without pause on some lanes until stopped; gives how every call ended. */
function load(lanes: number, deadlineMs: number): { stop(): Promise<Record<string, number>> } {
  const ends: Record<string, number> = {};
  let going = true;
  const lane = async () => {
    while (going) {
      const options = { tenantId: 'acme', subscriberId: 'ada', deadlineMs };
      const end = await caller.request(describeCredential, { credentialId: randomUUID() }, options).then(
        () => 'ok',
        (error: unknown) => (error as Refusal).code,
      );
      ends[end] = (ends[end] ?? 0) + 1;
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, lane));
  return {
    stop: async () => {
      going = false;
      await running;
      return ends;
    },
  };
}

async function replica(): Promise<{ bus: Bus; close(): Promise<void> }> {
  const bus = await ground.bus('credential-vault');
  const leave = await ground.serve({ bus }, Vault);
  return {
    bus,
    close: async () => {
      await leave();
      await bus.close();
    },
  };
}

it('loses no call while two replicas are replaced one after the other under load', async () => {
  let [first, second] = [await replica(), await replica()];
  const traffic = load(32, 5_000);
  for (let round = 0; round < 3; round += 1) {
    await sleep(150);
    await first.close();
    first = await replica();
    await sleep(150);
    await second.close();
    second = await replica();
  }
  const ends = await traffic.stop();
  await Promise.all([first.close(), second.close()]);
  expect(Object.keys(ends)).toEqual(['ok']);
  expect(ends['ok']).toBeGreaterThan(1_000);
});

it('works again by itself after NATS was killed under load, and waits instead of failing while it is away', async () => {
  const server = await replica();
  const traffic = load(8, 3_000);
  await sleep(200);
  await ground.infrastructure.nats.kill();
  await sleep(600);
  await ground.restartNats();
  await expect
    .poll(
      () =>
        caller.check().then(
          () => 'up',
          () => 'down',
        ),
      { timeout: 5_000 },
    )
    .toBe('up');
  await sleep(1_000);
  const ends = await traffic.stop();
  // What was under way when the server died is lost, at most one call a lane; as it only reads, it is told at once.
  const lost = Object.entries(ends).filter(([end]) => end !== 'ok');
  expect(lost.reduce((sum, [, count]) => sum + count, 0)).toBeLessThanOrEqual(16);
  expect(lost.filter(([end]) => !['unavailable', 'deadline-exceeded', 'no-responders'].includes(end))).toEqual([]);
  const after = load(8, 3_000);
  await sleep(300);
  expect(Object.keys(await after.stop())).toEqual(['ok']);
  await server.close();
});
