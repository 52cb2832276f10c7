import { getConnection, Refusal, saveConnection } from '@mail-access/contracts';
import type { RequestContract } from '@mail-access/contracts';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../exchange/exchange.js';
import { ScriptedBus } from '../scripted/scripted-bus.js';
import { BusCalls } from './bus-calls.js';

function exchangeOfAda(): Exchange {
  const exchange = new Exchange({
    correlationId: 'c',
    language: 'fr-CA',
    trace: ROOT_CONTEXT,
    span: undefined,
    startedAt: 0,
  });
  exchange.authenticated({ tenantId: 'acme', subscriberId: 'ada', expiresAt: Date.now() + 60_000 });
  return exchange;
}

function refuse(contract: RequestContract, code: string): never {
  throw new Refusal(contract, code, {});
}

describe('a call to a service', () => {
  it('outlives the restart of the service', async () => {
    const bus = new ScriptedBus();
    let tries = 0;
    bus.answers(getConnection, () => {
      tries += 1;
      return tries < 4 ? refuse(getConnection, 'no-responders') : { connection: null };
    });
    expect(await new BusCalls(bus).ask(getConnection, {}, exchangeOfAda())).toEqual({ connection: null });
    expect(tries).toBe(4);
  });

  it('repeats with the same idempotency key, and with what is left of the deadline', async () => {
    const bus = new ScriptedBus();
    bus.answers(getConnection, () =>
      bus.calls.length < 3 ? refuse(getConnection, 'no-responders') : { connection: null },
    );
    await new BusCalls(bus).ask(getConnection, {}, exchangeOfAda(), { idempotencyKey: 'k' });
    expect(bus.calls.map((call) => call.options.idempotencyKey)).toEqual(['k', 'k', 'k']);
    const deadlines = bus.calls.map((call) => call.options.deadlineMs ?? 0);
    expect(deadlines[0]).toBe(getConnection.deadlineMs);
    expect(deadlines[2]).toBeLessThan(deadlines[0]!);
  });

  it('gives up after a while', async () => {
    const bus = new ScriptedBus();
    await expect(new BusCalls(bus, 300).ask(getConnection, {}, exchangeOfAda())).rejects.toMatchObject({
      code: 'no-responders',
    });
    expect(bus.calls.length).toBeGreaterThan(2);
  });

  it('outlives the restart of a database when it only reads', async () => {
    const bus = new ScriptedBus();
    bus.answers(getConnection, () =>
      bus.calls.length < 3 ? refuse(getConnection, 'unavailable') : { connection: null },
    );
    expect(await new BusCalls(bus).ask(getConnection, {}, exchangeOfAda())).toEqual({ connection: null });
  });

  it.each(['deadline-exceeded', 'overloaded', 'unavailable', 'internal', 'vault-unavailable'])(
    'is not repeated after %s',
    async (code) => {
      const bus = new ScriptedBus();
      bus.answers(saveConnection, () => refuse(saveConnection, code));
      const input = { settings: {} as never, language: 'fr-CA' } as const;
      await expect(new BusCalls(bus).ask(saveConnection, input, exchangeOfAda())).rejects.toThrow();
      expect(bus.calls.length).toBe(1);
    },
  );

  it('is never made for nobody', async () => {
    const exchange = new Exchange({
      correlationId: 'c',
      language: 'fr-CA',
      trace: ROOT_CONTEXT,
      span: undefined,
      startedAt: 0,
    });
    await expect(new BusCalls(new ScriptedBus()).ask(getConnection, {}, exchange)).rejects.toThrow('nobody');
  });
});
