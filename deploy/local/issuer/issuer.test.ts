import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../launch/free-port.js';
import { demoSubscribers } from '../start/demo-subscribers.js';
import { startIssuer } from './issuer.js';
import type { Issuer } from './issuer.js';

const portal = 'http://localhost:8080';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

let directory = '';
let issuer: Issuer;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mail-access-issuer-'));
  issuer = await start();
});

afterEach(async () => {
  await issuer.close();
  rmSync(directory, { recursive: true, force: true });
});

it('signs in the first subscriber without asking, and gives tokens that its key set verifies', async () => {
  const code = codeOf(await authorize({ state: 'abc', nonce: 'n-1' }));
  const tokens = await exchange({ code, code_verifier: verifier });
  const claims = await verified(tokens['access_token'] ?? '', issuer.audience);
  expect(claims).toMatchObject({
    tenant_id: 'demo',
    subscriber_id: 'amelie',
    entitlements: ['mail-access'],
    locale: 'fr-CA',
  });
  expect(await verified(tokens['id_token'] ?? '', 'portal')).toMatchObject({ nonce: 'n-1', name: 'Amélie Tremblay' });
});

it('shows who can be chosen when the portal asks for it, and signs in the one that was', async () => {
  const page = await authorize({ prompt: 'select_account', login_hint: demoSubscribers[0].emailAddress });
  const html = await page.text();
  expect(demoSubscribers.map(({ emailAddress }) => html.includes(emailAddress))).toEqual([true, true, true]);
  const code = codeOf(await authorize({ prompt: 'select_account', subscriber: 'james' }));
  const tokens = await exchange({ code, code_verifier: verifier });
  expect(await verified(tokens['access_token'] ?? '', issuer.audience)).toMatchObject({ subscriber_id: 'james' });
});

it('refuses a code that was exchanged before, and one with another verifier', async () => {
  const code = codeOf(await authorize({}));
  await exchange({ code, code_verifier: verifier });
  expect(await exchange({ code, code_verifier: verifier })).toMatchObject({ error: 'invalid_grant' });
  const another = codeOf(await authorize({}));
  expect(await exchange({ code: another, code_verifier: 'x'.repeat(43) })).toMatchObject({ error: 'invalid_grant' });
});

it('sends no code to a page that is not the portal, nor without PKCE', async () => {
  expect((await authorize({ redirect_uri: 'http://elsewhere.example/' })).status).toBe(400);
  const answer = await authorize({ code_challenge_method: 'plain' });
  expect(answer.headers.get('location')).toContain('error=invalid_request');
});

it('renews by a refresh token, not by another token of its own', async () => {
  const tokens = await exchange({ code: codeOf(await authorize({})), code_verifier: verifier });
  const renew = (token: string) => exchange({ grant_type: 'refresh_token', refresh_token: token });
  expect(await renew(tokens['refresh_token'] ?? '')).toHaveProperty('access_token');
  expect(await renew(tokens['access_token'] ?? '')).toMatchObject({ error: 'invalid_grant' });
});

it('keeps its key, so that tokens stay valid over a restart', async () => {
  const token = await issuer.accessToken(demoSubscribers[1], 60);
  await issuer.close();
  issuer = await start(Number(new URL(issuer.issuer).port));
  expect(await verified(token, issuer.audience)).toMatchObject({ subscriber_id: 'james' });
});

async function start(port?: number): Promise<Issuer> {
  const keyFile = join(directory, 'key.json');
  const options = { subscribers: demoSubscribers, redirectOrigins: [portal], keyFile };
  return startIssuer({ ...options, port: port ?? (await freePort()) });
}

function authorize(parameters: Record<string, string>): Promise<Response> {
  const usual = { response_type: 'code', client_id: 'portal', redirect_uri: `${portal}/`, code_challenge: challenge };
  const query = new URLSearchParams({ ...usual, code_challenge_method: 'S256', ...parameters });
  return fetch(`${issuer.issuer}/authorize?${query.toString()}`, { redirect: 'manual' });
}

function codeOf(answer: Response): string {
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function exchange(fields: Record<string, string>): Promise<Record<string, string>> {
  const usual = { grant_type: 'authorization_code', redirect_uri: `${portal}/`, client_id: 'portal' };
  const body = new URLSearchParams({ ...usual, ...fields });
  return (await (await fetch(`${issuer.issuer}/token`, { method: 'POST', body })).json()) as Record<string, string>;
}

async function verified(token: string, audience: string) {
  const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
  return (await jwtVerify(token, keys, { issuer: issuer.issuer, audience })).payload;
}
