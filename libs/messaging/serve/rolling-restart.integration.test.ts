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

/** How long a lane waits that was told that nobody is there, as callers do who ask again. */
const pauseMs = 50;

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
      if (end === 'no-responders') await sleep(pauseMs);
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
  // What was under way when the server died is lost, a call or two a lane; as it only reads, it is told at once.
  const { ok, 'no-responders': nobody = 0, unavailable = 0, 'deadline-exceeded': late = 0, ...others } = ends;
  expect(others).toEqual({});
  expect(ok).toBeGreaterThan(0);
  expect(unavailable + late).toBeLessThanOrEqual(16);
  // The caller may be back before the replica is, which tries four times a second: two seconds at most.
  expect(nobody).toBeLessThanOrEqual((8 * 2_000) / pauseMs);
  const after = load(8, 3_000);
  await sleep(300);
  expect(Object.keys(await after.stop())).toEqual(['ok']);
  await server.close();
});
