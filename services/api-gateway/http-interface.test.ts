import {
  cancelValidation,
  eraseConnection,
  getConnection,
  getValidation,
  Refusal,
  startValidation,
} from '@mail-access/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleConnection, sampleIds, sampleValidation } from './scripted/sample-settings.js';
import { scriptedGateway } from './scripted/scripted-gateway.js';
import type { ScriptedGateway } from './scripted/scripted-gateway.js';

describe('the HTTP interface', () => {
  let scripted: ScriptedGateway;
  const { validationId } = sampleIds;
  const run = `/v1/connection/validations/${validationId}`;

  beforeAll(async () => {
    scripted = await scriptedGateway();
  });
  afterAll(() => scripted[Symbol.asyncDispose]());

  it('gives the connection in the language that was asked for', async () => {
    scripted.bus.answers(getConnection, () => ({ connection: sampleConnection }));
    const response = await scripted.fetch('/v1/connection', { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(sampleConnection);
    expect(response.headers.get('content-language')).toBe('en-CA');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(scripted.bus.calls.at(-1)?.input).toEqual({ language: 'en-CA' });
  });

  it('says 404 when there is no connection', async () => {
    scripted.bus.answers(getConnection, () => ({ connection: null }));
    const response = await scripted.fetch('/v1/connection');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: '/problems/connection-not-found', title: 'Aucune connexion' });
  });

  it('erases, starts, shows and cancels', async () => {
    scripted.bus.answers(eraseConnection, () => ({ erased: true }));
    scripted.bus.answers(startValidation, () => sampleIds);
    scripted.bus.answers(getValidation, () => ({ validation: sampleValidation() }));
    scripted.bus.answers(cancelValidation, () => ({ state: 'cancelled' as const }));
    const erased = await scripted.fetch('/v1/connection', { method: 'DELETE' });
    expect([erased.status, await erased.json()]).toEqual([202, { erased: true }]);
    // Clients name a content type out of habit when they send nothing.
    const headers = { 'content-type': 'application/json' };
    const started = await scripted.fetch('/v1/connection/validations', { method: 'POST', headers });
    expect([started.status, await started.json()]).toEqual([202, sampleIds]);
    const shown = await scripted.fetch(run);
    expect([shown.status, await shown.json()]).toEqual([200, sampleValidation()]);
    const cancelled = await scripted.fetch(run, { method: 'DELETE' });
    expect([cancelled.status, await cancelled.json()]).toEqual([200, { validationId, state: 'cancelled' }]);
    scripted.bus.answers(cancelValidation, () => ({ state: 'running' as const }));
    expect((await scripted.fetch(run, { method: 'DELETE' })).status).toBe(202);
  });

  it('knows no validation that no run can have, without asking', async () => {
    const asked = scripted.bus.callsOf(getValidation).length;
    const response = await scripted.fetch('/v1/connection/validations/latest');
    expect([response.status, await response.json()]).toMatchObject([404, { type: '/problems/validation-not-found' }]);
    expect(scripted.bus.callsOf(getValidation)).toHaveLength(asked);
  });

  it('passes a conflict on with the validation that is running', async () => {
    scripted.bus.answers(startValidation, () => {
      throw new Refusal(startValidation, 'validation-running', { validationId });
    });
    const response = await scripted.fetch('/v1/connection/validations', { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([409, { validationId }]);
  });

  it('tells the page how to sign in, and nobody anything else', async () => {
    const headers = { authorization: '' };
    const response = await scripted.fetch('/v1/portal-configuration', { headers });
    expect(await response.json()).toEqual({
      issuer: scripted.issuer.issuer,
      clientId: 'portal',
      scope: 'openid profile',
    });
    for (const path of ['/v1/connection', run, `${run}/events`]) {
      expect((await scripted.fetch(path, { headers })).status).toBe(401);
    }
  });

  it('tells a wrong path from a wrong method', async () => {
    expect((await scripted.fetch('/v1/nothing')).status).toBe(404);
    const response = await scripted.fetch(run, { method: 'PATCH' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('DELETE, GET, HEAD');
    const unreadable = await scripted.fetch('/v1/%zz');
    expect([unreadable.status, unreadable.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });

  it('puts its security headers on every answer', async () => {
    for (const path of ['/v1/connection', '/v1/nothing', '/healthz']) {
      const { headers } = await scripted.fetch(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ${scripted.issuer.issuer};`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('is alive without the bus, and ready only with it', async () => {
    const status = async (path: string) => (await scripted.fetch(path, { headers: { authorization: '' } })).status;
    expect([await status('/healthz'), await status('/readyz'), await status('/metrics')]).toEqual([200, 200, 200]);
    scripted.bus.reachable = false;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
    scripted.bus.reachable = true;
  });
});
