import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCredential } from '@mail-access/contracts';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusGround } from '../fixtures/bus-ground.js';
import { HandlesRequest } from '../serve/handles-request.js';
import type { Bus } from './bus.js';

const owner = { tenantId: 'acme', subscriberId: 'ada' };
const credentialId = randomUUID();
let asked = 0;

@Controller()
class Vault {
  @HandlesRequest(describeCredential)
  async describe(): Promise<never> {
    asked += 1;
    throw new Error('nobody asks here');
  }
}

let ground: BusGround;
let caller: Bus;

beforeAll(async () => {
  ground = await BusGround.start();
  caller = await ground.bus('connection-validator');
  await ground.serve({ bus: await ground.bus('credential-vault') }, Vault);
  await ground.infrastructure.nats.kill();
  while (await caller.whenConnected(1)) await sleep(10);
});
afterAll(() => ground.stop());

describe('while NATS is away', () => {
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
