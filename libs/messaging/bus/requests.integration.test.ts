import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCredential, eraseCredential, isRefusal, Refusal, storeCredential } from '@mail-access/contracts';
import { Controller } from '@nestjs/common';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BusGround } from '../fixtures/bus-ground.js';
import { HandlesRequest } from '../serve/handles-request.js';
import type { RequestContext } from '../serve/request-context.js';
import type { Bus } from './bus.js';

const owner = { tenantId: 'acme', subscriberId: 'ada' };
const credentialId = randomUUID();
type Describe = (input: { credentialId: string }, context: RequestContext) => Promise<unknown>;
interface Description {
  credentialId: string;
  connectionId: string;
  purpose: 'incoming';
  keyVersion: number;
  storedAt: string;
}

const described = (id: string): Description => ({
  credentialId: id,
  connectionId: randomUUID(),
  purpose: 'incoming',
  keyVersion: 1,
  storedAt: '2026-11-22T10:00:00.000Z',
});

/** What the vault does next; each test sets its own. */
let describing: Describe = async ({ credentialId: id }) => described(id);

@Controller()
class Vault {
  @HandlesRequest(describeCredential)
  async describe(input: { credentialId: string }, context: RequestContext): Promise<Description> {
    return (await describing(input, context)) as Description;
  }
}

let ground: BusGround;
let caller: Bus;
let raw: NatsConnection;

beforeAll(async () => {
  ground = await BusGround.start();
  caller = await ground.bus('connection-validator');
  raw = await ground.raw('connection-validator');
  await ground.serve({ bus: await ground.bus('credential-vault'), maxInFlight: 4 }, Vault);
});
afterAll(() => ground.stop());

/** A request as a foreign client would send it. */
async function rawRequest(payload: string, fields: Record<string, string>) {
  const sent = headers();
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  const reply = await raw.request(describeCredential.subject, payload, { timeout: 2_000, headers: sent });
  return {
    code: reply.headers?.get('refusal-code'),
    headers: reply.headers,
    body: reply.json<Record<string, unknown>>(),
  };
}
const rawOwner = { 'tenant-id': 'acme', 'subscriber-id': 'ada' };

describe('a request that is answered', () => {
  it('gives the output, and tells the handler who asks and for whom', async () => {
    let seen: RequestContext | undefined;
    describing = async ({ credentialId: id }, context) => {
      seen = context;
      return described(id);
    };
    const output = await caller.request(describeCredential, { credentialId }, { ...owner, correlationId: 'call-1' });
    expect(output).toMatchObject({ credentialId, purpose: 'incoming' });
    expect(seen).toMatchObject({ ...owner, correlationId: 'call-1', caller: 'connection-validator' });
  });

  it('carries the headers of the contract', async () => {
    const vault = await ground.raw('credential-vault');
    const sent: Record<string, string>[] = [];
    vault.subscribe(storeCredential.subject, {
      callback: (_, message) => {
        sent.push(Object.fromEntries([...(message.headers ?? [])].map(([name, [value]]) => [name, value ?? ''])));
        message.respond(JSON.stringify({ credentialId }));
      },
    });
    await vault.flush();
    const input = { credentialId, connectionId: randomUUID(), purpose: 'incoming' as const, sealed: 'a.b.c.d.e' };
    await caller.request(storeCredential, input, owner);
    expect(sent[0]).toMatchObject({
      'tenant-id': 'acme',
      'subscriber-id': 'ada',
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
      'correlation-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'deadline-ms': '3000',
    });
  });

  it('needs nothing but tenant, subscriber and a payload from a foreign client', async () => {
    describing = async ({ credentialId: id }) => described(id);
    const { code, body } = await rawRequest(JSON.stringify({ credentialId }), rawOwner);
    expect(code).toBeUndefined();
    expect(body).toMatchObject({ credentialId });
  });
});

describe('a payload that does not fit', () => {
  it('is refused before it is sent, with a pointer', async () => {
    const refusal = await refusalOf(caller.request(describeCredential, { credentialId: 'nonsense' }, owner));
    expect(refusal).toMatchObject({ code: 'invalid-request', retryable: false });
    expect(refusal.details).toMatchObject({ violations: [{ pointer: '/credentialId' }] });
  });

  it('is answered invalid-request when it is malformed JSON', async () => {
    const {
      code,
      headers: answered,
      body,
    } = await rawRequest('{"credentialId":', { ...rawOwner, 'correlation-id': 'c-9' });
    expect(code).toBe('invalid-request');
    expect(answered?.get('refusal-retryable')).toBe('false');
    expect(answered?.get('correlation-id')).toBe('c-9');
    expect(body).toEqual({
      code: 'invalid-request',
      message: expect.any(String),
      details: { violations: [{ pointer: '', message: 'not JSON' }] },
    });
  });

  it('is answered with a pointer to each field and header that is wrong', async () => {
    const { body } = await rawRequest(JSON.stringify({ credentialId: 7, extra: true }), { 'tenant-id': 'a b' });
    const { violations } = body['details'] as { violations: { pointer: string }[] };
    expect(violations.map(({ pointer }) => pointer)).toEqual([
      '/headers/tenant-id',
      '/headers/subscriber-id',
      '/credentialId',
      '/extra',
    ]);
  });
});

describe('bad news', () => {
  it('brings a refusal of the handler to the caller, typed', async () => {
    describing = async () => {
      throw new Refusal(describeCredential, 'credential-unknown', { credentialId });
    };
    const error = await caught(caller.request(describeCredential, { credentialId }, owner));
    if (!isRefusal(error, describeCredential, 'credential-unknown')) throw error;
    expect(error.details.credentialId).toBe(credentialId);
    expect(error.retryable).toBe(false);
  });

  it('logs a defect with its cause and the correlation id, and says no more than internal', async () => {
    describing = async () => {
      throw new Error('outer', { cause: new TypeError('inner') });
    };
    const call = caller.request(describeCredential, { credentialId }, { ...owner, correlationId: 'call-2' });
    const refusal = await refusalOf(call);
    expect(refusal).toMatchObject({ code: 'internal', correlationId: 'call-2', details: {} });
    const line = ground.log.find(({ event }) => event === 'bus-request-failed');
    expect(line).toMatchObject({ correlation_id: 'call-2', err: { name: 'Error', cause: { name: 'TypeError' } } });
  });

  it('calls an output that breaks the contract a defect', async () => {
    describing = async ({ credentialId: id }) => ({ ...described(id), keyVersion: 'one' });
    expect(await refusalOf(caller.request(describeCredential, { credentialId }, owner))).toMatchObject({
      code: 'internal',
    });
    const line = ground.log.find(({ event }) => event === 'bus-output-invalid');
    expect(line).toMatchObject({ violations: [{ pointer: '/keyVersion' }] });
  });

  it('calls the refusal of another request, thrown on, a defect', async () => {
    describing = async () => {
      throw new Refusal(storeCredential, 'seal-broken', {});
    };
    expect(await refusalOf(caller.request(describeCredential, { credentialId }, owner))).toMatchObject({
      code: 'internal',
    });
  });

  it('tells nobody there from nobody in time', async () => {
    const absent = caller.request(eraseCredential, { credentialId }, owner);
    expect(await refusalOf(absent)).toMatchObject({ code: 'no-responders', retryable: true });
    describing = () => sleep(500);
    const slow = caller.request(describeCredential, { credentialId }, { ...owner, deadlineMs: 100 });
    expect(await refusalOf(slow)).toMatchObject({ code: 'deadline-exceeded', retryable: true });
  });
});

describe('time', () => {
  it('tells the handler when the caller has stopped waiting', async () => {
    const aborted = new Promise<string>((resolve) => {
      describing = (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            resolve((signal.reason as Error).name);
            reject(signal.reason as Error);
          });
        });
    });
    const call = caller.request(describeCredential, { credentialId }, { ...owner, deadlineMs: 150 });
    expect(await refusalOf(call)).toMatchObject({ code: 'deadline-exceeded' });
    expect(await aborted).toBe('TimeoutError');
  });

  it('ends at once when the caller gives up, with the reason', async () => {
    describing = () => sleep(3_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('changed my mind')), 50);
    const startedAt = performance.now();
    const call = caller.request(describeCredential, { credentialId }, { ...owner, signal: controller.signal });
    await expect(call).rejects.toThrow('changed my mind');
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  it('calls a time-out of the signal deadline-exceeded', async () => {
    describing = () => sleep(1_000);
    const call = caller.request(describeCredential, { credentialId }, { ...owner, signal: AbortSignal.timeout(80) });
    expect(await refusalOf(call)).toMatchObject({ code: 'deadline-exceeded' });
  });
});

it('refuses as overloaded what is more than it accepts, and recovers', async () => {
  await sleep(3_100);
  describing = async ({ credentialId: id }) => {
    await sleep(1_000);
    return described(id);
  };
  const calls = Array.from({ length: 7 }, () => caller.request(describeCredential, { credentialId }, owner));
  const codes = (await Promise.allSettled(calls)).map((call) =>
    call.status === 'fulfilled' ? 'ok' : (call.reason as Refusal).code,
  );
  expect(codes.sort()).toEqual(['ok', 'ok', 'ok', 'ok', 'overloaded', 'overloaded', 'overloaded']);
  await expect(caller.request(describeCredential, { credentialId }, owner)).resolves.toMatchObject({ credentialId });
});

async function caught(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('expected a refusal');
}

async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const error = await caught(call);
  if (!(error instanceof Refusal)) throw error;
  return error;
}
