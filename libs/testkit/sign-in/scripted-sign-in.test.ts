import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterEach, expect, it } from 'vitest';
import { scriptedGoogle } from './scripted-google.js';
import { scriptedMicrosoft, scriptedTenant } from './scripted-microsoft.js';
import type { SignInServer } from './sign-in-server.js';

const options = { clientIds: ['client'], clientSecret: 'sesame', redirectUri: 'https://app.example/back' };
const verifier = 'a'.repeat(43);
let server: SignInServer;

afterEach(() => server[Symbol.asyncDispose]());

async function signedIn(path: string): Promise<URL> {
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = new URLSearchParams({
    ...{ client_id: 'client', redirect_uri: options.redirectUri, response_type: 'code', state: 's', nonce: 'n' },
    ...{ code_challenge: challenge, code_challenge_method: 'S256', scope: 'openid one two' },
  });
  return await server.visit(`${server.url}${path}?${query.toString()}`);
}

async function post(path: string, form: Record<string, string>): Promise<[number, Record<string, unknown>]> {
  const body = new URLSearchParams({ client_id: 'client', client_secret: 'sesame', ...form }).toString();
  const asked = request(`${server.url}${path}`, { method: 'POST', ca: server.caPem, agent: false });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const text = Buffer.concat((await response.toArray()) as Buffer[]).toString();
  return [response.statusCode ?? 0, JSON.parse(text) as Record<string, unknown>];
}

const redeemed = (path: string, code: string | null, change: Record<string, string> = {}) =>
  post(path, {
    ...{ grant_type: 'authorization_code', code: code ?? '', redirect_uri: options.redirectUri },
    ...{ code_verifier: verifier, ...change },
  });

it('gives a code once, to whoever knows its verifier, and takes back what a second use would show', async () => {
  server = await scriptedGoogle(options);
  const code = (await signedIn('/o/oauth2/v2/auth')).searchParams.get('code');
  const [status, given] = await redeemed('/token', code);
  expect([status, given['scope'], typeof given['refresh_token']]).toEqual([200, 'openid one two', 'string']);
  expect((await redeemed('/token', code))[1]).toMatchObject({ error: 'invalid_grant' });
  const refreshed = { grant_type: 'refresh_token', refresh_token: String(given['refresh_token']) };
  expect((await post('/token', refreshed))[0]).toBe(400);
  const other = (await signedIn('/o/oauth2/v2/auth')).searchParams.get('code');
  expect((await redeemed('/token', other, { code_verifier: 'b'.repeat(43) }))[0]).toBe(400);
  expect(server.calls.token).toHaveLength(4);
});

it('rotates refresh tokens as told, and refuses as Microsoft does', async () => {
  server = await scriptedMicrosoft(options);
  const path = '/common/oauth2/v2.0/token';
  const back = await signedIn('/common/oauth2/v2.0/authorize');
  const [, given] = await redeemed(path, back.searchParams.get('code'));
  server.rotation = 'old-one-dies';
  const refresh = { grant_type: 'refresh_token', refresh_token: String(given['refresh_token']) };
  expect((await post(path, refresh))[0]).toBe(200);
  expect((await post(path, refresh))[1]).toMatchObject({ error: 'invalid_grant', error_codes: [70_008] });
  server.meets({ status: 429, retryAfter: '7' });
  expect((await post(path, refresh))[0]).toBe(429);
});

it('asks the administrator, and brings the answer back', async () => {
  server = await scriptedMicrosoft(options);
  server.choice = { does: 'may-not-consent' };
  const back = await signedIn('/common/oauth2/v2.0/authorize');
  expect(back.searchParams.get('error_description')).toMatch(/^AADSTS90094/);
  const query = new URLSearchParams({ client_id: 'client', redirect_uri: options.redirectUri, state: 'a' });
  const answer = await server.visit(`${server.url}/organizations/v2.0/adminconsent?${query.toString()}`);
  expect(Object.fromEntries(answer.searchParams)).toMatchObject({ tenant: scriptedTenant, state: 'a' });
});
