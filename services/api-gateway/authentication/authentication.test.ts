import { getConnection } from '@mail-access/contracts';
import { generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedGateway } from '../scripted/scripted-gateway.js';
import type { ScriptedGateway } from '../scripted/scripted-gateway.js';

const seconds = (): number => Math.floor(Date.now() / 1_000);

describe('a bearer token', () => {
  let scripted: ScriptedGateway;

  beforeAll(async () => {
    scripted = await scriptedGateway();
    scripted.bus.answers(getConnection, () => ({ connection: null }));
  });
  afterAll(() => scripted[Symbol.asyncDispose]());

  /** 404 says that the call reached the bus: Ada has no connection. */
  async function statusWith(authorization: string): Promise<number> {
    return (await scripted.fetch('/v1/connection', { headers: { authorization } })).status;
  }

  async function statusOf(claims: JWTPayload, options?: { kid?: string }): Promise<number> {
    return statusWith(`Bearer ${await scripted.issuer.token(claims, options)}`);
  }

  it('opens the calls of its subscriber', async () => {
    expect(await statusOf({ tenant_id: 'acme', subscriber_id: 'grace' })).toBe(404);
    expect(scripted.bus.calls.at(-1)?.options).toMatchObject({ tenantId: 'acme', subscriberId: 'grace' });
  });

  it('may be named in any case', async () => {
    expect(await statusWith(`bearer ${await scripted.issuer.token()}`)).toBe(404);
  });

  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['for another audience', { aud: 'other' }],
    ['that has ended', { exp: seconds() - 60 }],
    ['that never ends', { exp: undefined }],
    ['that is not valid yet', { nbf: seconds() + 60 }],
    ['without a tenant', { tenant_id: undefined }],
    ['with a subscriber that would be two subject tokens', { subscriber_id: 'ada.grace' }],
    ['with a subscriber that would be a wildcard', { subscriber_id: '*' }],
  ])('%s is refused', async (_, claims) => {
    expect(await statusOf(claims)).toBe(401);
  });

  it('may be a few seconds ahead or behind', async () => {
    expect(await statusOf({ exp: seconds() - 3, nbf: seconds() + 3 })).toBe(404);
  });

  it('signed by a stranger is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const [, payload = ''] = (await scripted.issuer.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'first' }).sign(privateKey);
    expect(await statusWith(`Bearer ${forged}`)).toBe(401);
  });

  it('signed with a shared secret, or not at all, is refused', async () => {
    const [, payload = ''] = (await scripted.issuer.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
    const shared = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(Buffer.alloc(32, 'x'));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await statusWith(`Bearer ${shared}`)).toBe(401);
    expect(await statusWith(`Bearer ${none}`)).toBe(401);
  });

  it('with a key id that the issuer does not know is refused', async () => {
    expect(await statusOf({}, { kid: 'unknown' })).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Bearer a b', 'Basic YWRhOnNlY3JldA==', 'Bearer not-a-token'])(
    'cannot be "%s"',
    async (authorization) => {
      const response = await scripted.fetch('/v1/connection', { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer realm="mail-access"');
    },
  );

  it('without the entitlement is told why, in the language of the subscriber', async () => {
    const authorization = `Bearer ${await scripted.issuer.token({ entitlements: ['voicemail'] })}`;
    const response = await scripted.fetch('/v1/connection', { headers: { authorization, 'accept-language': 'fr' } });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: '/problems/entitlement-missing',
      detail: expect.stringContaining('Votre abonnement ne comprend pas l’accès aux courriels') as string,
    });
  });

  it('never reaches the log', async () => {
    const token = await scripted.issuer.token({ aud: 'other' });
    await statusWith(`Bearer ${token}`);
    expect(scripted.log()).not.toContain(token.split('.')[2]);
  });

  it('is verified once in a while: the keys are fetched once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => scripted.fetch('/v1/connection')));
    expect(scripted.issuer.fetches()).toBe(1);
  });
});

describe('an issuer that cannot be reached', () => {
  it('makes a token unverifiable, not wrong', async () => {
    await using scripted = await scriptedGateway();
    scripted.bus.answers(getConnection, () => ({ connection: null }));
    scripted.issuer.down = true;
    const response = await scripted.fetch('/v1/connection');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({ type: '/problems/sign-in-unavailable' });
    scripted.issuer.down = false;
    expect((await scripted.fetch('/v1/connection')).status).toBe(404);
  });

  it('is the same with the address of the keys given', async () => {
    const AUTH_JWKS_URL = new URL('http://127.0.0.1:9/keys');
    await using scripted = await scriptedGateway({ configuration: { AUTH_JWKS_URL } });
    expect((await scripted.fetch('/v1/connection')).status).toBe(503);
  });

  it('is the same when its discovery document is of another issuer', async () => {
    await using first = await scriptedGateway();
    // The same server under another name: the document still names the first.
    const AUTH_ISSUER = first.issuer.issuer.replace('127.0.0.1', 'localhost');
    await using scripted = await scriptedGateway({ configuration: { AUTH_ISSUER } });
    const authorization = `Bearer ${await first.issuer.token({ iss: AUTH_ISSUER })}`;
    expect((await scripted.fetch('/v1/connection', { headers: { authorization } })).status).toBe(503);
  });
});
