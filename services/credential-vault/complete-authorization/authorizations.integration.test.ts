import { randomUUID } from 'node:crypto';
import { eraseCredential } from '@mail-access/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, SignInGround } from '../fixtures/sign-in-ground.js';

const bob = { tenantId: 'other', subscriberId: 'bob' };
let ground: SignInGround;

beforeAll(async () => void (ground = await SignInGround.start()));
afterAll(() => ground.stop());
beforeEach(() => {
  ground.google.account = 'ada@example.com';
  for (const server of [ground.google, ground.microsoft]) {
    server.choice = { does: 'agrees' };
    server.answerWith = {};
  }
});

describe.each(['google', 'microsoft'] as const)('signing in at %s', (provider) => {
  it('gives a credential with everything that was asked for, and an access token with its end', async () => {
    const credentialId = await ground.signedIn(provider);
    expect(await ground.describe(credentialId)).toEqual({
      ...{ authorizationId: credentialId, provider, state: 'authorized', account: 'ada@example.com' },
      ...{ grantedScopes: ['mail', 'contacts', 'calendar'], missingScopes: [] },
    });
    expect(await ground.describeCredential(credentialId)).toMatchObject({
      purpose: 'oauth',
      grant: { provider, account: 'ada@example.com', scopes: ['mail', 'contacts', 'calendar'], state: 'active' },
    });
    const { token, expiresAt } = await ground.accessToken(credentialId);
    expect(ground.of(provider).calls.token.at(-1)?.accessToken).toBe(token);
    const minutes = (Date.parse(expiresAt ?? '') - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThan(60.1);
  });

  it('asks with PKCE S256, a nonce, one exact address to come back to, and the hint', async () => {
    const { authorizeUrl } = await ground.begin(provider, { loginHint: 'bob@example.com', scopes: ['calendar'] });
    const query = new URL(authorizeUrl).searchParams;
    expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(query.get('nonce')).toMatch(/^[\w-]{43}$/);
    expect(Object.fromEntries(query)).toMatchObject({
      ...{ code_challenge_method: 'S256', login_hint: 'bob@example.com', response_type: 'code' },
      redirect_uri: 'https://portal.example.com/v1/authorizations/callback',
    });
    expect(query.get('scope')).toMatch(/calendar/i);
    expect(query.get('scope')).not.toMatch(/mail\.|contacts/i);
  });

  it('says that the subscriber declined, and calls nobody', async () => {
    const calls = ground.of(provider).calls.token.length;
    ground.of(provider).choice = { does: 'declines' };
    const begun = await ground.begin(provider);
    const back = await ground.of(provider).visit(begun.authorizeUrl);
    expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'declined' });
    expect((await ground.describe(begun.authorizationId)).state).toBe('declined');
    expect(ground.of(provider).calls.token).toHaveLength(calls);
  });

  it('names what was not granted, keeps the rest, and goes on for it without starting again', async () => {
    const server = ground.of(provider);
    server.choice = { does: 'agrees-in-part', granted: (scope) => !/calendar/i.test(scope) };
    const begun = await ground.begin(provider);
    const { authorizationId } = begun;
    const back = await server.visit(begun.authorizeUrl);
    expect(await ground.finish(back, begun.session)).toEqual({ authorizationId, outcome: 'scopes-missing' });
    expect(await ground.describe(authorizationId)).toMatchObject({
      ...{ state: 'authorized', grantedScopes: ['mail', 'contacts'], missingScopes: ['calendar'] },
    });
    server.choice = { does: 'agrees' };
    const further = await ground.begin(provider, { authorizationId });
    expect(further.authorizationId).toBe(authorizationId);
    const again = await server.visit(further.authorizeUrl);
    expect(await ground.finish(again, further.session)).toEqual({ authorizationId, outcome: 'authorized' });
    expect((await ground.describe(authorizationId)).missingScopes).toEqual([]);
    await ground.accessToken(authorizationId);
  });

  it('keeps nothing when nothing was granted, or nothing that lasts', async () => {
    const server = ground.of(provider);
    server.choice = { does: 'agrees-in-part', granted: (scope) => scope === 'openid' };
    const none = await ground.begin(provider);
    const back = await server.visit(none.authorizeUrl);
    expect(await ground.finish(back, none.session)).toMatchObject({ outcome: 'scopes-missing' });
    server.choice = { does: 'agrees' };
    server.meets('no-refresh-token');
    const short = await ground.begin(provider);
    const again = await server.visit(short.authorizeUrl);
    expect(await ground.finish(again, short.session)).toMatchObject({ outcome: 'no-lasting-access' });
    for (const { authorizationId } of [none, short]) {
      await expect(ground.describeCredential(authorizationId)).rejects.toMatchObject({ code: 'credential-unknown' });
    }
  });

  it.each([
    ['another issuer', { claims: { iss: 'https://evil.example.com' } }],
    ['another application', { claims: { aud: 'somebody-else' } }],
    ['another nonce', { claims: { nonce: 'x' } }],
    ['an id token that is over', { claims: { exp: 1_700_000_000 } }],
    ['no id token', 'no-id-token' as const],
  ])('refuses tokens of %s', async (_, fault) => {
    const begun = await ground.begin(provider);
    const back = await ground.of(provider).visit(begun.authorizeUrl);
    ground.of(provider).meets(fault);
    await expect(ground.finish(back, begun.session)).rejects.toMatchObject({ code: 'authorization-refused' });
    await expect(ground.describeCredential(begun.authorizationId)).rejects.toMatchObject({
      code: 'credential-unknown',
    });
  });

  it.each([
    ['an error of the server', { status: 503 }],
    ['too many requests', { status: 429, retryAfter: '10' }],
    ['garbage', 'garbage' as const],
    ['a body without end', 'endless' as const],
    ['a redirect', 'redirect' as const],
    ['a connection that is cut', 'hang-up' as const],
  ])('is not to blame for %s: the subscriber may begin again', async (_, fault) => {
    const begun = await ground.begin(provider);
    const back = await ground.of(provider).visit(begun.authorizeUrl);
    ground.of(provider).meets(fault);
    expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'provider-unavailable' });
  });

  it('is unknown to everybody else', async () => {
    const credentialId = await ground.signedIn(provider);
    for (const owner of [
      { tenantId: 'acme', subscriberId: 'bob' },
      { tenantId: 'other', subscriberId: 'ada' },
    ]) {
      await expect(ground.accessToken(credentialId, owner)).rejects.toMatchObject({ code: 'credential-unknown' });
      await expect(ground.describe(credentialId, owner)).rejects.toMatchObject({ code: 'authorization-unknown' });
      await expect(ground.begin(provider, { authorizationId: credentialId }, owner)).rejects.toMatchObject({
        code: 'authorization-unknown',
      });
    }
  });
});

describe("an administrator's consent", () => {
  async function awaiting() {
    ground.microsoft.choice = { does: 'may-not-consent' };
    const begun = await ground.begin('microsoft');
    const back = await ground.microsoft.visit(begun.authorizeUrl);
    expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'admin-consent-required' });
    const described = await ground.describe(begun.authorizationId);
    expect(described.state).toBe('awaiting-administrator');
    return { authorizationId: begun.authorizationId, link: described.adminConsentUrl ?? '' };
  }

  it('is a link to send on; once it is given, the same sign-in goes on', async () => {
    const { authorizationId, link } = await awaiting();
    ground.microsoft.choice = { does: 'agrees' };
    const answer = await ground.microsoft.visit(link);
    expect(await ground.finish(answer, undefined)).toEqual({ authorizationId, outcome: 'administrator-consented' });
    expect((await ground.describe(authorizationId)).state).toBe('resumable');
    const further = await ground.begin('microsoft', { authorizationId });
    const back = await ground.microsoft.visit(further.authorizeUrl);
    expect(await ground.finish(back, further.session)).toEqual({ authorizationId, outcome: 'authorized' });
    await expect(ground.finish(answer, undefined)).rejects.toMatchObject({ code: 'authorization-refused' });
  });

  it('may also be given elsewhere: the subscriber tries again, and the link stays the same until then', async () => {
    const { authorizationId, link } = await awaiting();
    const early = await ground.begin('microsoft', { authorizationId });
    const refused = await ground.microsoft.visit(early.authorizeUrl);
    expect(await ground.finish(refused, early.session)).toMatchObject({ outcome: 'admin-consent-required' });
    expect((await ground.describe(authorizationId)).adminConsentUrl).toBe(link);
    ground.microsoft.choice = { does: 'agrees' };
    const later = await ground.begin('microsoft', { authorizationId });
    const back = await ground.microsoft.visit(later.authorizeUrl);
    expect(await ground.finish(back, later.session)).toMatchObject({ outcome: 'authorized' });
  });

  it('may be declined, and is asked for also when the token end point says so', async () => {
    const { authorizationId, link } = await awaiting();
    ground.microsoft.choice = { does: 'declines' };
    const answer = await ground.microsoft.visit(link);
    expect(await ground.finish(answer, undefined)).toEqual({ authorizationId, outcome: 'administrator-declined' });
    expect((await ground.describe(authorizationId)).state).toBe('declined');
    ground.microsoft.choice = { does: 'agrees' };
    const begun = await ground.begin('microsoft');
    const back = await ground.microsoft.visit(begun.authorizeUrl);
    ground.microsoft.meets({ error: 'invalid_grant', code: 65_001, suberror: 'consent_required' });
    expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'admin-consent-required' });
  });

  it('has a link also for who turned back on the page that asks for one', async () => {
    ground.microsoft.choice = { does: 'declines' };
    const begun = await ground.begin('microsoft');
    const back = await ground.microsoft.visit(begun.authorizeUrl);
    expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'declined' });
    ground.microsoft.choice = { does: 'agrees' };
    const { adminConsentUrl } = await ground.describe(begun.authorizationId);
    const answer = await ground.microsoft.visit(adminConsentUrl ?? '');
    expect(await ground.finish(answer, undefined)).toMatchObject({ outcome: 'administrator-consented' });
    expect(await ground.describe(begun.authorizationId)).not.toHaveProperty('adminConsentUrl');
  });

  it('gives nothing by itself: whoever makes such an answer up only lets the subscriber try again', async () => {
    const { authorizationId, link } = await awaiting();
    const state = new URL(link).searchParams.get('state');
    const bob = { tenantId: 'acme', subscriberId: 'bob' };
    await expect(ground.finishWith({ state, admin_consent: 'True' }, undefined, bob)).rejects.toMatchObject({
      code: 'authorization-refused',
    });
    const forged = { state: `acme.ada.${'x'.repeat(43)}`, admin_consent: 'True' };
    await expect(ground.finishWith(forged, undefined)).rejects.toMatchObject({ code: 'authorization-refused' });
    await ground.finishWith({ state, admin_consent: 'True', tenant: 'any' }, undefined);
    await expect(ground.describeCredential(authorizationId)).rejects.toMatchObject({ code: 'credential-unknown' });
  });
});

it('is not offered where the operator has no application, nor goes on for an id that nobody has', async () => {
  const authorizationId = randomUUID();
  await expect(ground.begin('google', { authorizationId })).rejects.toMatchObject({ code: 'authorization-unknown' });
  const failed = await ground.begin('google');
  const back = await ground.google.visit(failed.authorizeUrl);
  ground.google.meets('hang-up');
  await ground.finish(back, failed.session);
  const over = ground.begin('google', { authorizationId: failed.authorizationId });
  await expect(over).rejects.toMatchObject({ code: 'authorization-unknown' });
});

it('keeps the newest twenty of a subscriber who begins and never ends, and what is done', async () => {
  const owner = { tenantId: 'acme', subscriberId: 'eve' };
  const done = await ground.signedIn('google', owner);
  const first = await ground.begin('google', {}, owner);
  for (let turn = 0; turn < 20; turn += 1) await ground.begin('google', {}, owner);
  await expect(ground.describe(first.authorizationId, owner)).rejects.toMatchObject({ code: 'authorization-unknown' });
  expect((await ground.describe(done, owner)).state).toBe('authorized');
});

it('is taken back at the provider when it is erased, and nothing is known of it any more', async () => {
  ground.google.account = 'alone@example.com';
  const credentialId = await ground.signedIn('google');
  const revoked = ground.google.calls.revoke.length;
  await ground.vault.validator.request(eraseCredential, { credentialId }, ada);
  await expect.poll(() => ground.google.calls.revoke.length, { timeout: 10_000 }).toBe(revoked + 1);
  await expect(ground.accessToken(credentialId)).rejects.toMatchObject({ code: 'credential-unknown' });
  await expect(ground.describe(credentialId)).rejects.toMatchObject({ code: 'authorization-unknown' });
  const left = await ground.vault.database.dataSource.query<unknown[]>(
    `select 1 from credential_vault.oauth_grant where credential_id = $1`,
    [credentialId],
  );
  expect(left).toEqual([]);
});

it('is not taken back while another credential lives on the same account, which would die with it', async () => {
  ground.google.account = 'shared@example.com';
  const [left, kept] = [await ground.signedIn('google'), await ground.signedIn('google', bob)];
  await ground.vault.validator.request(eraseCredential, { credentialId: left }, ada);
  await expect.poll(() => outcomesOf(left), { timeout: 15_000 }).toContain('grant-shared');
  await ground.expireIn(kept, 10);
  expect((await ground.accessToken(kept, bob)).token).toBe(ground.google.calls.token.at(-1)?.accessToken);
  // Neither is what a sign-in of no use came to.
  ground.google.choice = { does: 'agrees-in-part', granted: (scope) => scope === 'openid' };
  const begun = await ground.begin('google');
  const back = await ground.google.visit(begun.authorizeUrl);
  expect(await ground.finish(back, begun.session)).toMatchObject({ outcome: 'scopes-missing' });
  await ground.expireIn(kept, 10);
  await ground.accessToken(kept, bob);
});

async function outcomesOf(credentialId: string): Promise<string[]> {
  const rows = await ground.vault.database.dataSource.query<{ outcome: string }[]>(
    'select outcome from credential_vault.audit_line where credential_id = $1',
    [credentialId],
  );
  return rows.map(({ outcome }) => outcome);
}
