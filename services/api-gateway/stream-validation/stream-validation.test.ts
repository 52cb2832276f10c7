import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getValidation, Refusal, validationFinished, validationStepChanged } from '@mail-access/contracts';
import type { Validation, ValidationChange } from '@mail-access/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventReader } from '../scripted/event-reader.js';
import { sampleIds, sampleStep, sampleValidation } from '../scripted/sample-settings.js';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

const { connectionId, validationId } = sampleIds;
const path = `/v1/connection/validations/${validationId}/events`;

/** A run as the validator would keep it. */
class ScriptedRun {
  readonly #changes: ValidationChange[] = [];
  state: Validation['state'] = 'running';

  constructor(private readonly scripted: ScriptedGateway) {
    scripted.bus.answers(getValidation, ({ changesAfter }) => ({
      validation: sampleValidation({ state: this.state, revision: this.#changes.length }),
      changes: this.#changes.filter((change) => change.revision > (changesAfter ?? 0)),
    }));
  }

  steps(id: 'find-settings' | 'incoming-resolve' | 'incoming-connect', { wakes = true } = {}): void {
    const revision = this.#changes.length + 1;
    this.#changes.push({ type: 'step', revision, step: sampleStep(id) });
    if (!wakes) return;
    const data = { connectionId, validationId, revision, stepId: id, state: 'passed' as const };
    this.scripted.bus.publishes(validationStepChanged, data);
  }

  finishes(state: 'passed' | 'failed' | 'cancelled'): void {
    const revision = this.#changes.length + 1;
    this.state = state;
    this.#changes.push({ type: 'finished', revision, state });
    this.scripted.bus.publishes(validationFinished, { connectionId, validationId, revision, state });
  }
}

describe('the events of a validation', () => {
  let scripted: ScriptedGateway;
  let run: ScriptedRun;
  const opened: EventReader[] = [];

  async function start(rhythm = { lookEveryMs: 60_000, heartbeatMs: 60_000, longestMs: 60_000 }): Promise<void> {
    scripted = await scriptedGateway({ rhythm });
    run = new ScriptedRun(scripted);
  }

  async function open(headers: Record<string, string> = {}): Promise<EventReader> {
    const reader = new EventReader(await scripted.fetch(path, { headers }));
    opened.push(reader);
    return reader;
  }

  beforeEach(() => start());
  afterEach(async () => {
    for (const reader of opened.splice(0)) await reader.close();
    await scripted[Symbol.asyncDispose]();
  });

  it('come as they happen, and end with the run', async () => {
    const reader = await open();
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await reader.next()).toEqual({ retry: '1000' });
    run.steps('find-settings');
    const step = await reader.next();
    expect(step).toMatchObject({ event: 'step', id: '1' });
    expect(JSON.parse(step?.data ?? '')).toEqual(sampleStep('find-settings'));
    run.steps('incoming-resolve');
    run.finishes('passed');
    expect(await reader.next()).toMatchObject({ event: 'step', id: '2' });
    const finished = await reader.next();
    expect(finished).toMatchObject({ event: 'finished', id: '3' });
    expect(JSON.parse(finished?.data ?? '')).toEqual({ validationId, state: 'passed' });
    expect(await reader.next()).toBeUndefined();
  });

  it('come from the first one to a late reader', async () => {
    run.steps('find-settings');
    run.steps('incoming-resolve');
    run.finishes('failed');
    const reader = await open();
    expect((await reader.rest()).map(({ event, id }) => [event, id])).toEqual([
      [undefined, undefined],
      ['step', '1'],
      ['step', '2'],
      ['finished', '3'],
    ]);
  });

  it('go on where a returning reader stopped', async () => {
    run.steps('find-settings');
    run.steps('incoming-resolve');
    const reader = await open({ 'last-event-id': '1' });
    await reader.next();
    expect(await reader.next()).toMatchObject({ event: 'step', id: '2' });
    run.finishes('cancelled');
    expect((await reader.rest()).map(({ id }) => id)).toEqual(['3']);
  });

  it('tell a reader that returns after the end that it is the end', async () => {
    run.steps('find-settings');
    run.finishes('passed');
    const reader = await open({ 'last-event-id': '2' });
    expect((await reader.rest()).map(({ event, id }) => [event, id])).toEqual([
      [undefined, undefined],
      ['finished', '2'],
    ]);
  });

  it.each(['99', 'abc', '-1'])('begin again for the id %s, which is none of this run', async (id) => {
    run.steps('find-settings');
    run.finishes('passed');
    const reader = await open({ 'last-event-id': id });
    expect((await reader.rest()).map((event) => event.id)).toEqual([undefined, '1', '2']);
  });

  it('are found although nothing woke the stream, and silence is broken by a comment', async () => {
    await scripted[Symbol.asyncDispose]();
    await start({ lookEveryMs: 30, heartbeatMs: 60, longestMs: 60_000 });
    const reader = await open();
    await reader.next();
    expect(await reader.next()).toEqual({ comment: 'heartbeat' });
    run.steps('find-settings', { wakes: false });
    let event = await reader.next();
    while (event?.comment !== undefined) event = await reader.next();
    expect(event).toMatchObject({ event: 'step', id: '1' });
  });

  it('come once to each of several readers, through one subscription', async () => {
    const readers = await Promise.all([open(), open(), open()]);
    run.steps('find-settings');
    run.finishes('passed');
    for (const reader of readers) expect((await reader.rest()).map(({ id }) => id)).toEqual([undefined, '1', '2']);
  });

  it('outlive a service that is away for a moment', async () => {
    await scripted[Symbol.asyncDispose]();
    await start({ lookEveryMs: 30, heartbeatMs: 60_000, longestMs: 60_000 });
    const reader = await open();
    await reader.next();
    scripted.bus.answers(getValidation, () => {
      throw new Refusal(getValidation, 'deadline-exceeded', {});
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = new ScriptedRun(scripted);
    run.finishes('passed');
    expect((await reader.rest()).map(({ id }) => id)).toEqual(['1']);
  });

  it('are refused for a run of somebody else, as any problem is', async () => {
    scripted.bus.answers(getValidation, () => {
      throw new Refusal(getValidation, 'validation-unknown', { validationId });
    });
    const { response } = await open();
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('are bounded for each subscriber, and a reader that leaves makes room', async () => {
    const readers: EventReader[] = [];
    for (let count = 0; count < 8; count += 1) readers.push(await open());
    const ninth = await open();
    expect([ninth.response.status, ninth.response.headers.get('retry-after')]).toEqual([429, '5']);
    const authorization = `Bearer ${await scripted.issuer.token({ subscriber_id: 'grace' })}`;
    expect((await open({ authorization })).response.status).toBe(200);
    await readers[0]?.close();
    await expect.poll(async () => (await open()).response.status).toBe(200);
  });

  it('make room when the reader left before its token was verified', async () => {
    const keys = await fetch(`${scripted.issuer.issuer}/keys`).then((answer) => answer.text());
    const slowKeys = createServer((_request, response) => void setTimeout(() => response.end(keys), 300));
    await once(slowKeys.listen(0, '127.0.0.1'), 'listening');
    const { issuer } = scripted.issuer;
    const jwksUrl = new URL(`http://127.0.0.1:${(slowKeys.address() as AddressInfo).port}/`);
    await using slow = await scriptedGateway({ configuration: { AUTH_ISSUER: issuer, AUTH_JWKS_URL: jwksUrl } });
    slow.bus.answers(getValidation, () => ({ validation: sampleValidation(), changes: [] }));
    const authorization = `Bearer ${await scripted.issuer.token()}`;
    await Promise.all(Array.from({ length: 9 }, () => leaveAtOnce(slow.gateway.port, authorization)));
    await sleep(500);
    const reader = new EventReader(await slow.fetch(path, { headers: { authorization } }));
    expect(reader.response.status).toBe(200);
    await reader.close();
    slowKeys.close();
  });

  it('are no defect when the reader leaves before the first look is answered', async () => {
    scripted.bus.answers(getValidation, async (_input, { signal }) => {
      await sleep(2_000, undefined, { signal: signal! });
      throw new Error('not reached');
    });
    const leaving = new AbortController();
    const authorization = `Bearer ${await scripted.issuer.token()}`;
    const gone = fetch(`http://127.0.0.1:${scripted.gateway.port}${path}`, {
      headers: { authorization },
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(), 100);
    await expect(gone).rejects.toThrow();
    await expect.poll(() => scripted.log()).toContain('"completed":false');
    expect(scripted.log()).not.toContain('request-failed');
  });

  it('end for a while when the gateway drains, so that the reader goes elsewhere', async () => {
    const reader = await open();
    await reader.next();
    const closing = scripted.gateway.close();
    expect(await reader.next()).toBeUndefined();
    await closing;
  });

  it('are refused for a moment when the gateway drains before the first look is answered', async () => {
    scripted.bus.answers(getValidation, async (_input, { signal }) => {
      await sleep(5_000, undefined, { signal: signal! });
      throw new Error('not reached');
    });
    const answer = scripted.fetch(path);
    await expect.poll(() => scripted.bus.callsOf(getValidation).length).toBe(1);
    const closing = scripted.gateway.close();
    expect((await answer).status).toBe(503);
    await closing;
    expect(scripted.log()).not.toContain('"code":"internal"');
  });

  it('end with the token', async () => {
    const authorization = `Bearer ${await scripted.issuer.token({ exp: Math.floor(Date.now() / 1_000) + 1 })}`;
    const reader = await open({ authorization });
    expect(await reader.rest()).toEqual([{ retry: '1000' }]);
  });

  it('are not streamed to HEAD', async () => {
    const response = await scripted.fetch(path, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });
});

/** Asks for the stream, and is gone before anything is answered. */
async function leaveAtOnce(port: number, authorization: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: gateway\r\nauthorization: ${authorization}\r\n\r\n`);
  await sleep(50);
  socket.resetAndDestroy();
}
