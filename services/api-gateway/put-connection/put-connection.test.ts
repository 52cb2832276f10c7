import { Refusal, saveConnection } from '@mail-access/contracts';
import { openSealed } from '@mail-access/secret';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleIds, sampleSettings } from '../scripted/sample-settings.js';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

describe('PUT /v1/connection', () => {
  let scripted: ScriptedGateway;

  beforeAll(async () => {
    scripted = await scriptedGateway();
  });
  beforeEach(() => scripted.bus.answers(saveConnection, () => sampleIds));
  afterAll(() => scripted[Symbol.asyncDispose]());

  function put(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return scripted.fetch('/v1/connection', {
      method: 'PUT',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  const lastCall = () => scripted.bus.callsOf(saveConnection).at(-1);

  it('saves, and says where the validation is', async () => {
    const response = await put({ settings: sampleSettings, password: 'p' }, { 'accept-language': 'en-CA' });
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe(`/v1/connection/validations/${sampleIds.validationId}`);
    expect(await response.json()).toEqual(sampleIds);
    expect(lastCall()).toMatchObject({
      input: { settings: sampleSettings, language: 'en-CA' },
      options: { tenantId: 'acme', subscriberId: 'ada' },
    });
  });

  it('seals each password to the vault, for its subscriber and its purpose', async () => {
    const password = ' "pass" wörd 空白 ';
    await put({ settings: sampleSettings, password, outgoingPassword: 'another' });
    const input = lastCall()?.input as Record<string, string>;
    const open = (sealed: string | undefined, purpose: string) =>
      openSealed(scripted.vaultKey.privateJwk, sealed ?? '', { tenantId: 'acme', subscriberId: 'ada', purpose });
    expect((await open(input.sealedPassword, 'incoming')).reveal()).toBe(password);
    expect((await open(input.sealedOutgoingPassword, 'outgoing')).reveal()).toBe('another');
    await expect(open(input.sealedPassword, 'outgoing')).rejects.toThrow();
    expect(JSON.stringify(input)).not.toContain('pass" w');
  });

  it('sends no password when none was typed', async () => {
    await put({ settings: sampleSettings });
    expect(Object.keys(lastCall()?.input as object)).toEqual(['settings', 'language']);
  });

  it('passes the idempotency key on, and makes one up otherwise', async () => {
    await put({ settings: sampleSettings }, { 'idempotency-key': 'k-1' });
    expect(lastCall()?.options.idempotencyKey).toBe('k-1');
    await put({ settings: sampleSettings });
    expect(lastCall()?.options.idempotencyKey).toMatch(/^[\da-f-]{36}$/);
    const response = await put({ settings: sampleSettings }, { 'idempotency-key': 'k'.repeat(129) });
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ pointer: '/headers/idempotency-key' }] });
  });

  it('answers what is not JSON without quoting it', async () => {
    for (const body of ['{"password":"hunter2-canary"', '{"__proto__":{"hunter2-canary":1}}', 'hunter2-canary']) {
      const response = await put(body, { 'accept-language': 'en' });
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        type: '/problems/invalid-request',
        errors: [{ pointer: '', detail: 'The body of the request is not valid JSON.' }],
      });
      expect(text + scripted.log()).not.toContain('hunter2-canary');
    }
  });

  it('refuses bytes that are not UTF-8 instead of changing the password', async () => {
    const body = Buffer.from('{"password":"p\xe9"}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    expect((await scripted.fetch('/v1/connection', { method: 'PUT', body, headers })).status).toBe(400);
  });

  it('refuses another media type with 415 and a body that is too large with 413', async () => {
    expect((await put('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    const response = await put({ settings: sampleSettings, password: 'x'.repeat(40_000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: '/problems/body-too-large' });
  });

  it('asks for a password that the stored one cannot stand in for', async () => {
    scripted.bus.answers(saveConnection, () => {
      throw new Refusal(saveConnection, 'password-required', { pointer: '/sealedPassword' });
    });
    const response = await put({ settings: sampleSettings });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: '/problems/password-required',
      errors: [{ pointer: '/password', detail: expect.stringContaining('Entrez le mot de passe') as string }],
    });
  });

  it('answers a defect with the id under which the logs know it, and nothing of it', async () => {
    scripted.bus.answers(saveConnection, () => {
      throw new Error('hunter2-canary');
    });
    const response = await put({ settings: sampleSettings, password: 'p' }, { 'x-correlation-id': 'operator-4711' });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-correlation-id')).toBe('operator-4711');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ type: '/problems/internal', correlationId: 'operator-4711' });
    expect(text).not.toContain('hunter2-canary');
    expect(scripted.log()).toContain('operator-4711');
  });
});
