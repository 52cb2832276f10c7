import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCredential, eraseCredential, type Refusal } from '@mail-access/contracts';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusGround } from '../fixtures/bus-ground.js';
import { HandlesRequest } from '../serve/handles-request.js';
import type { Bus } from './bus.js';

const owner = { tenantId: 'acme', subscriberId: 'ada' };
const credentialId = randomUUID();
let asked = 0;

function never(): Promise<never> {
  return new Promise(() => undefined);
}

@Controller()
class Vault {
  @HandlesRequest(describeCredential)
  async describe(): Promise<never> {
    asked += 1;
    return never();
  }

  @HandlesRequest(eraseCredential)
  erase(): Promise<never> {
    return never();
  }
}

let ground: BusGround;
let caller: Bus;
/** How the calls ended that were under way when NATS was killed, in milliseconds from then. */
let read: Promise<{ code: string; atMs: number }>;
let change: Promise<{ code: string; atMs: number }>;

async function endOf(call: Promise<unknown>): Promise<{ code: string; atMs: number }> {
  const startedAt = performance.now();
  const code = await call.then(
    () => 'ok',
    (error: unknown) => (error as Refusal).code,
  );
  return { code, atMs: performance.now() - startedAt };
}

beforeAll(async () => {
  ground = await BusGround.start();
  caller = await ground.bus('connection-validator');
  const vault = await ground.bus('credential-vault');
  await ground.serve({ bus: vault, drainMs: 0 }, Vault);
  const options = { ...owner, deadlineMs: 1_500 };
  read = endOf(caller.request(describeCredential, { credentialId }, options));
  change = endOf(caller.request(eraseCredential, { credentialId }, options));
  while (asked === 0) await sleep(10);
  asked = 0;
  await ground.infrastructure.nats.kill();
  while (await caller.whenConnected(1)) await sleep(10);
});
afterAll(() => ground.stop());

describe('while NATS is away', () => {
  it('a read that was under way ends at once, and can be repeated', async () => {
    const { code, atMs } = await read;
    expect(code).toBe('unavailable');
    expect(atMs).toBeLessThan(1_000);
  });

  it('a change that was under way waits for its answer until the deadline: nobody knows whether it was made', async () => {
    const { code, atMs } = await change;
    expect(code).toBe('deadline-exceeded');
    expect(atMs).toBeGreaterThan(1_400);
  });

  it('a request ends at once when its caller gives up', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('changed my mind')), 50);
    const startedAt = performance.now();
    const call = caller.request(describeCredential, { credentialId }, { ...owner, signal: controller.signal });
    await expect(call).rejects.toThrow('changed my mind');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it('a request that was given up is never sent', async () => {
    const controller = new AbortController();
    const call = caller.request(describeCredential, { credentialId }, { ...owner, signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
    await ground.restartNats();
    expect(await caller.whenConnected(5_000)).toBe(true);
    await sleep(300);
    expect(asked).toBe(0);
  });
});
