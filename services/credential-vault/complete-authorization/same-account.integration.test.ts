import { randomUUID } from 'node:crypto';
import { eraseCredential, type OAuthProvider } from '@mail-access/contracts';
import { scriptedTenant } from '@mail-access/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, SignInGround } from '../fixtures/sign-in-ground.js';

let ground: SignInGround;

beforeAll(async () => void (ground = await SignInGround.start()));
afterAll(() => ground.stop());
beforeEach(() => {
  for (const server of [ground.google, ground.microsoft]) server.choice = { does: 'agrees' };
});

interface Person {
  readonly google: Readonly<Record<string, unknown>>;
  readonly microsoft: Readonly<Record<string, unknown>>;
}

/** Who signs in, with this address in their id token. */
function person(): Person {
  const numbers = Array.from({ length: 20 }, () => Math.floor(Math.random() * 10));
  return { google: { sub: `1${numbers.join('')}` }, microsoft: { oid: randomUUID(), tid: scriptedTenant } };
}

async function signIn(provider: OAuthProvider, who: Person, email: unknown, authorizationId?: string, claims = {}) {
  const server = ground.of(provider);
  const begun = await ground.begin(provider, authorizationId === undefined ? {} : { authorizationId });
  const back = await server.visit(begun.authorizeUrl);
  server.meets({ claims: { ...who[provider], email, ...claims } });
  return await ground.finish(back, begun.session);
}

/** Granted but for the calendar, so that it may go on. */
async function begunInPart(provider: OAuthProvider, who: Person): Promise<string> {
  ground.of(provider).choice = { does: 'agrees-in-part', granted: (scope) => !/calendar/i.test(scope) };
  const { authorizationId } = await signIn(provider, who, 'first@example.com');
  ground.of(provider).choice = { does: 'agrees' };
  return authorizationId;
}

describe.each(['google', 'microsoft'] as const)('an account of %s', (provider) => {
  it('is the same under another address, which is shown from then on', async () => {
    const who = person();
    const authorizationId = await begunInPart(provider, who);
    const again = await signIn(provider, who, 'renamed@example.com', authorizationId);
    expect(again).toEqual({ authorizationId, outcome: 'authorized' });
    expect(await ground.describe(authorizationId)).toMatchObject({ account: 'renamed@example.com' });
  });

  it('is another one under the same address: an organisation writes there what it likes', async () => {
    const authorizationId = await begunInPart(provider, person());
    const other = signIn(provider, person(), 'first@example.com', authorizationId);
    await expect(other).rejects.toMatchObject({ code: 'authorization-refused' });
    expect(await ground.describe(authorizationId)).toMatchObject({ missingScopes: ['calendar'] });
  });
});

it('is another one in another organisation, whatever its object id there', async () => {
  const who = person();
  const authorizationId = await begunInPart('microsoft', who);
  const tid = randomUUID();
  const claims = { tid, iss: `${ground.microsoft.url}/${tid}/v2.0` };
  const other = signIn('microsoft', who, 'first@example.com', authorizationId, claims);
  await expect(other).rejects.toMatchObject({ code: 'authorization-refused' });
});

it.each([
  ['google', { email_verified: false }],
  ['google', { email_verified: undefined }],
  ['microsoft', { oid: undefined }],
] as const)('of %s is not known by an id token with %o', async (provider, claims) => {
  const signedIn = signIn(provider, person(), 'ada@example.com', undefined, claims);
  await expect(signedIn).rejects.toMatchObject({ code: 'authorization-refused' });
});

it('is taken back although another account has its address, and not while it lives under another address', async () => {
  const [who, other] = [person(), person()];
  const { authorizationId: first } = await signIn('google', who, 'shared@example.com');
  await signIn('google', other, 'shared@example.com');
  const { authorizationId: second } = await signIn('google', who, 'renamed@example.com');
  for (const [credentialId, outcome] of [
    [first, 'grant-shared'],
    [second, 'grant-revoked'],
  ] as const) {
    await ground.vault.validator.request(eraseCredential, { credentialId }, ada);
    await expect.poll(() => outcomesOf(credentialId), { timeout: 15_000 }).toContain(outcome);
  }
});

async function outcomesOf(credentialId: string): Promise<string[]> {
  const rows = await ground.vault.database.dataSource.query<{ outcome: string }[]>(
    'select outcome from credential_vault.audit_line where credential_id = $1',
    [credentialId],
  );
  return rows.map(({ outcome }) => outcome);
}
