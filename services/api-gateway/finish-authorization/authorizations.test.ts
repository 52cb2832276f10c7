import { randomUUID } from 'node:crypto';
import { beginAuthorization, completeAuthorization, describeAuthorization, Refusal } from '@mail-access/contracts';
import { openSealed } from '@mail-access/secret';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

const authorizationId = randomUUID();
const publicUrl = new URL('https://mail.example.com/');
const json = { 'content-type': 'application/json' };
const browser = { authorization: '', accept: 'text/html,application/xhtml+xml' };
let scripted: ScriptedGateway;

beforeAll(async () => void (scripted = await scriptedGateway({ configuration: { PUBLIC_URL: publicUrl } })));
afterAll(() => scripted[Symbol.asyncDispose]());
beforeEach(() => {
  scripted.bus.answers(beginAuthorization, () => ({
    authorizationId,
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth?state=s',
    expiresAt: '2026-11-22T18:00:00.000Z',
  }));
  scripted.bus.answers(completeAuthorization, () => ({ authorizationId, outcome: 'authorized' as const }));
});

async function begun(headers: Record<string, string> = {}): Promise<{ cookie: string; header: string; hash: string }> {
  const body = JSON.stringify({ provider: 'google', loginHint: 'ada@example.com' });
  const response = await scripted.fetch('/v1/authorizations', {
    method: 'POST',
    body,
    headers: { ...json, ...headers },
  });
  expect(response.status).toBe(201);
  const header = response.headers.get('set-cookie') ?? '';
  const input = scripted.bus.callsOf(beginAuthorization).at(-1)?.input as { sessionHash: string };
  return { cookie: header.split(';')[0] ?? '', header, hash: input.sessionHash };
}

function callback(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return scripted.fetch(`/v1/authorizations/callback?${query}`, {
    redirect: 'manual',
    headers: { authorization: '', ...headers },
  });
}

const lastCompleted = () => scripted.bus.callsOf(completeAuthorization).at(-1);

describe('POST /v1/authorizations', () => {
  it('binds the sign-in to the browser, and tells the vault only the hash of what the browser keeps', async () => {
    const { header, cookie, hash } = await begun();
    expect(header).toMatch(
      /^__Secure-mail-access-authorization=acme\.ada\.[\w-]{43}; Max-Age=900; Path=\/v1\/authorizations; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(cookie).not.toContain(hash);
    expect((await begun()).hash).not.toBe(hash);
  });

  it('wants a token, a provider that there is, and one that is offered here', async () => {
    const post = (body: object, headers: Record<string, string> = {}) =>
      scripted.fetch('/v1/authorizations', {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { ...json, ...headers },
      });
    expect((await post({ provider: 'google' }, { authorization: '' })).status).toBe(401);
    expect((await post({ provider: 'yahoo' })).status).toBe(400);
    scripted.bus.answers(beginAuthorization, () => {
      throw new Refusal(beginAuthorization, 'provider-not-configured', { provider: 'google' });
    });
    const refused = await post({ provider: 'google' });
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([409, null]);
  });
});

describe('the callback', () => {
  it('hands the sealed answer on, takes the cookie back, and sends the browser to the page without any of it', async () => {
    const { cookie, hash } = await begun();
    const response = await callback('state=s1&code=4%2FcanaryCode&scope=email&authuser=0', { ...browser, cookie });
    expect(response.status).toBe(303);
    const page = `https://mail.example.com/?authorization=${authorizationId}&outcome=authorized`;
    expect(response.headers.get('location')).toBe(page);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const call = lastCompleted();
    expect(call?.options).toMatchObject({ tenantId: 'acme', subscriberId: 'ada' });
    const { sealedAnswer, sessionHash } = call?.input as { sealedAnswer: string; sessionHash: string };
    expect(sessionHash).toBe(hash);
    const context = { tenantId: 'acme', subscriberId: 'ada', purpose: 'authorization' };
    const opened = (await openSealed(scripted.vaultKey.privateJwk, sealedAnswer, context)).reveal();
    expect(JSON.parse(opened)).toEqual({ state: 's1', code: '4/canaryCode' });
    expect(scripted.log()).toContain('/v1/authorizations/callback');
    expect(scripted.log()).not.toMatch(/canaryCode|state=s1/);
  });

  it("takes an administrator's answer without a cookie, for whom its state names", async () => {
    const response = await callback('admin_consent=True&tenant=t&state=other.bob.random', browser);
    expect(response.status).toBe(303);
    expect(lastCompleted()?.options).toMatchObject({ tenantId: 'other', subscriberId: 'bob' });
    expect(lastCompleted()?.input).not.toHaveProperty('sessionHash');
  });

  it.each([
    ['no cookie', 'state=s&code=c', ''],
    ['no state', 'code=c', 'good'],
    ['no parameters', '', 'good'],
    ['two states', 'state=s&state=t&code=c', 'good'],
    ['two codes', 'state=s&code=c&code=d', 'good'],
    ['an endless code', `state=s&code=${'c'.repeat(4_000)}`, 'good'],
    ['a cookie of another form', 'state=s&code=c', '__Secure-mail-access-authorization=acme.ada'],
    ['a cookie of nobody', 'state=s&code=c', `__Secure-mail-access-authorization=a*.ada.${'x'.repeat(43)}`],
  ])('refuses %s without asking the vault', async (_, query, cookie) => {
    const good = (await begun()).cookie;
    const asked = scripted.bus.callsOf(completeAuthorization).length;
    const headers: Record<string, string> = cookie === '' ? {} : { cookie: cookie === 'good' ? good : cookie };
    const refused = await callback(query, { ...headers, 'accept-language': 'en' });
    expect([refused.status, await refused.json()]).toMatchObject([400, { type: '/problems/authorization-refused' }]);
    const shown = await callback(query, { ...browser, ...headers });
    expect([shown.status, shown.headers.get('location')]).toEqual([303, 'https://mail.example.com/?outcome=refused']);
    expect(scripted.bus.callsOf(completeAuthorization)).toHaveLength(asked);
  });

  it('refuses two cookies, of which somebody planted one', async () => {
    const [one, other] = [await begun(), await begun()];
    expect((await callback('state=s&code=c', { cookie: `${one.cookie}; ${other.cookie}` })).status).toBe(400);
  });

  it('says to a browser that the vault is away, and to anybody what the vault refused', async () => {
    const { cookie } = await begun();
    scripted.bus.answers(completeAuthorization, () => {
      throw new Refusal(completeAuthorization, 'authorization-refused', {});
    });
    expect((await callback('state=s&code=c', { cookie })).status).toBe(400);
    scripted.bus.answers(completeAuthorization, () => {
      throw new Refusal(completeAuthorization, 'deadline-exceeded', {});
    });
    const away = await callback('state=s&code=c', { ...browser, cookie });
    expect(away.headers.get('location')).toBe('https://mail.example.com/?outcome=unavailable');
  });
});

it('says where a sign-in stands, to its subscriber', async () => {
  const sample = { provider: 'microsoft' as const, state: 'awaiting-administrator' as const, grantedScopes: [] };
  const adminConsentUrl = 'https://login.microsoftonline.com/organizations/v2.0/adminconsent?state=a';
  const described = { authorizationId, ...sample, missingScopes: [], adminConsentUrl };
  scripted.bus.answers(describeAuthorization, () => described);
  expect(await (await scripted.fetch(`/v1/authorizations/${authorizationId}`)).json()).toEqual(described);
  expect((await scripted.fetch('/v1/authorizations/none')).status).toBe(404);
  expect(
    (await scripted.fetch(`/v1/authorizations/${authorizationId}`, { headers: { authorization: '' } })).status,
  ).toBe(401);
});
