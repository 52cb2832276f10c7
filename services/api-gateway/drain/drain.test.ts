import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getConnection } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

interface Answer {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

/** `fetch` hides what becomes of a connection; node:http with one agent shows it. */
async function get(scripted: ScriptedGateway, agent: Agent, path: string, vouching = scripted): Promise<Answer> {
  const headers = { authorization: `Bearer ${await vouching.issuer.token()}` };
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: scripted.gateway.port, path, agent, headers }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection });
      });
    })
      .once('error', reject)
      .end();
  });
}

describe('a gateway that is told to end', () => {
  it('is not ready, answers what comes meanwhile, and asks clients to connect elsewhere', async () => {
    await using scripted = await scriptedGateway({ configuration: { DRAIN_MS: 300 } });
    scripted.bus.answers(getConnection, () => ({ connection: null }));
    const agent = new Agent({ keepAlive: true });
    expect(await get(scripted, agent, '/v1/connection')).toEqual({ status: 404, connection: 'keep-alive' });
    const closed = scripted.gateway.close();
    expect(await get(scripted, agent, '/readyz')).toEqual({ status: 503, connection: 'close' });
    expect(await get(scripted, agent, '/v1/connection')).toEqual({ status: 404, connection: 'close' });
    await closed;
    await expect(get(scripted, agent, '/readyz')).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });

  it('finishes an answer that is under way, and does not wait for idle connections', async () => {
    await using scripted = await scriptedGateway();
    scripted.bus.answers(getConnection, async () => {
      await sleep(300);
      return { connection: null };
    });
    const agent = new Agent({ keepAlive: true });
    await get(scripted, agent, '/healthz');
    const answer = get(scripted, new Agent({ keepAlive: true }), '/v1/connection');
    await expect.poll(() => scripted.bus.calls.length).toBe(1);
    const startedAt = performance.now();
    await scripted.gateway.close();
    expect((await answer).status).toBe(404);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    agent.destroy();
  });

  it('fails no call under load, when its clients look at /readyz as a load balancer does', async () => {
    await using first = await scriptedGateway({ configuration: { DRAIN_MS: 250 } });
    await using second = await scriptedGateway({ configuration: { AUTH_ISSUER: first.issuer.issuer } });
    for (const { bus } of [first, second]) {
      bus.answers(getConnection, async () => {
        await sleep(5);
        return { connection: null };
      });
    }
    let target = first;
    let done = false;
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const statuses: (number | undefined)[] = [];
    const clients = Array.from({ length: 16 }, async () => {
      while (!done) statuses.push((await get(target, agent, '/v1/connection', first)).status);
    });
    await sleep(100);
    const closed = first.gateway.close();
    await expect.poll(async () => (await get(first, agent, '/readyz')).status).toBe(503);
    target = second;
    await closed;
    await sleep(50);
    done = true;
    await Promise.all(clients);
    expect(statuses.length).toBeGreaterThan(100);
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect(second.bus.calls.length).toBeGreaterThan(10);
    agent.destroy();
  });
});
