import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authorization } from '@mail-access/contracts';
import { repetitions, scriptedGoogle, scriptedMicrosoft, type SignInServer } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSubscribers } from './start/demo-subscribers.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const [subscriber, other] = demoSubscribers;
const random = (): string => randomBytes(32).toString('base64url');
let system: WholeSystem;
const servers: Record<'google' | 'microsoft', SignInServer> = {} as never;

beforeAll(async () => {
  const registration = {
    ...{ clientIds: ['app'], clientSecret: 'sesame-canary' },
    get redirectUri() {
      return `${system.url}/v1/authorizations/callback`;
    },
  };
  servers.google = await scriptedGoogle(registration);
  servers.microsoft = await scriptedMicrosoft(registration);
  system = await startWholeSystem({
    subscribers: demoSubscribers,
    environment: {
      ...{ GOOGLE_CLIENT_ID: 'app', GOOGLE_CLIENT_SECRET: 'sesame-canary', GOOGLE_BASE_URL: servers.google.url },
      ...{ MICROSOFT_CLIENT_ID: 'app', MICROSOFT_CLIENT_SECRET: 'sesame-canary' },
      MICROSOFT_LOGIN_URL: servers.microsoft.url,
    },
    authorities: [servers.google.caPem, servers.microsoft.caPem],
  });
}, 120_000);

afterAll(async () => {
  await system[Symbol.asyncDispose]();
  for (const server of Object.values(servers)) await server[Symbol.asyncDispose]();
});

interface Begun {
  readonly authorizationId: string;
  readonly authorizeUrl: string;
  readonly cookie: string;
}

async function begin(body: object, who = subscriber): Promise<Begun> {
  const response = await fetch(`${system.url}/v1/authorizations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await system.token(who)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { ...((await response.json()) as { authorizationId: string; authorizeUrl: string }), cookie };
}

/** The browser comes back: the address that it is sent on to, or what it is told. */
async function comeBack(address: URL | string, cookie: string, accept = 'text/html'): Promise<string> {
  const headers = { accept, ...(cookie !== '' && { cookie }) };
  const response = await fetch(address, { redirect: 'manual', headers });
  return response.headers.get('location') ?? `${response.status}`;
}

async function shown(authorizationId: string, who = subscriber): Promise<Authorization> {
  const headers = { authorization: `Bearer ${await system.token(who)}` };
  return (await (
    await fetch(`${system.url}/v1/authorizations/${authorizationId}`, { headers })
  ).json()) as Authorization;
}

it.each(['google', 'microsoft'] as const)('connects a mailbox of %s from the page and back to it', async (provider) => {
  const begun = await begin({ provider, loginHint: 'amelie@example.com' });
  const back = await servers[provider].visit(begun.authorizeUrl);
  const page = await comeBack(back, begun.cookie);
  expect(page).toBe(`${system.url}/?authorization=${begun.authorizationId}&outcome=authorized`);
  expect(await shown(begun.authorizationId)).toMatchObject({
    ...{ provider, state: 'authorized', account: 'amelie@example.com', missingScopes: [] },
  });
  expect(await shown(begun.authorizationId, other)).toMatchObject({ type: '/problems/authorization-not-found' });
  expect(await comeBack(back, begun.cookie)).toBe(`${system.url}/?outcome=refused`);
});

it('waits for an administrator, whose browser knows nothing, and goes on', async () => {
  servers.microsoft.choice = { does: 'may-not-consent' };
  const begun = await begin({ provider: 'microsoft' });
  const refused = await comeBack(await servers.microsoft.visit(begun.authorizeUrl), begun.cookie);
  expect(refused).toContain('outcome=admin-consent-required');
  const { adminConsentUrl } = await shown(begun.authorizationId);
  servers.microsoft.choice = { does: 'agrees' };
  const consented = await comeBack(await servers.microsoft.visit(adminConsentUrl ?? ''), '');
  expect(consented).toContain('outcome=administrator-consented');
  expect((await shown(begun.authorizationId)).state).toBe('resumable');
  const further = await begin({ provider: 'microsoft', authorizationId: begun.authorizationId });
  const page = await comeBack(await servers.microsoft.visit(further.authorizeUrl), further.cookie);
  expect(page).toContain(`authorization=${begun.authorizationId}&outcome=authorized`);
});

const count = repetitions(24, 1_000);

it(`refuses ${count} bad callbacks over HTTP, and calls no provider`, async () => {
  const calls = () => servers.google.calls.token.length + servers.microsoft.calls.token.length;
  const used = await begin({ provider: 'google' });
  const usedBack = await servers.google.visit(used.authorizeUrl);
  await comeBack(usedBack, used.cookie);
  const before = calls();
  const callback = (query: string): string => `${system.url}/v1/authorizations/callback?${query}`;
  const answers: string[] = [];
  let begun = await begin({ provider: 'google' });
  let others = await begin({ provider: 'google' }, other);
  for (let turn = 0; turn < count; turn += 1) {
    if (turn % 40 === 39)
      [begun, others] = [await begin({ provider: 'google' }), await begin({ provider: 'google' }, other)];
    const state = new URL(begun.authorizeUrl).searchParams.get('state') ?? '';
    const bad: readonly (readonly [query: string, cookie: string])[] = [
      [usedBack.search.slice(1), used.cookie],
      [`state=${random()}&code=code`, begun.cookie],
      [`state=${state}&code=code`, others.cookie],
      [`state=${state}&code=code`, ''],
      [`state=${state}&code=code`, begun.cookie.replace(/.{43}$/, random())],
      [`state=${state}&code=code`, begun.cookie.replace(/=[^.]+\./, '=elsewhere.')],
      [`state=${state}&state=${state}&code=code`, begun.cookie],
      ['code=code', begun.cookie],
      ['', begun.cookie],
      [`error=access_denied&state=${random()}`, begun.cookie],
      [`admin_consent=True&tenant=t&state=acme.ada.${random()}`, begun.cookie],
      [`state=${random()}&code=code&iss=https://evil.example.com`, begun.cookie],
    ];
    const [query, cookie] = bad[turn % bad.length]!;
    answers.push(await comeBack(callback(query), cookie, turn % 2 === 0 ? 'text/html' : '*/*'));
  }
  expect(new Set(answers)).toEqual(new Set([`${system.url}/?outcome=refused`, '400']));
  expect(calls()).toBe(before);
});

it('says nothing of codes, states, tokens and secrets in any log', () => {
  const logs = readdirSync(system.logDirectory).map((name) => readFileSync(join(system.logDirectory, name), 'utf8'));
  const everything = logs.join('\n');
  expect(everything).toContain('authorization-refused');
  const states = [...servers.google.calls.authorize, ...servers.microsoft.calls.authorize].map(
    (url) => url.searchParams.get('state') ?? 'none',
  );
  const tokens = servers.google.calls.token.map(({ accessToken }) => accessToken ?? 'none-');
  for (const secret of ['sesame-canary', 'code-', 'refresh-', 'access-ey', ...states, ...tokens]) {
    expect(everything).not.toContain(secret);
  }
});
