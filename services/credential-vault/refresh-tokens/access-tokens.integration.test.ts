import { generateKeyPairSync } from 'node:crypto';
import { credentialNeedsReconnection } from '@mail-access/contracts';
import type { SignInFault } from '@mail-access/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SignInGround } from '../fixtures/sign-in-ground.js';

const serviceAccount = (() => {
  const format = { publicKeyEncoding: { type: 'spki', format: 'pem' } } as const;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    ...format,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const email = 'vault@project.iam.gserviceaccount.com';
  return { email, publicKeyPem: publicKey, privateKey };
})();
const delegatedScopes = ['gmail.modify', 'contacts', 'calendar.events'].map(
  (scope) => `https://www.googleapis.com/auth/${scope}`,
);

let ground: SignInGround;

beforeAll(async () => {
  const { email, publicKeyPem, privateKey } = serviceAccount;
  const file = { type: 'service_account', client_email: email, private_key: privateKey, private_key_id: 'k1' };
  const settings = { GOOGLE_SERVICE_ACCOUNT: JSON.stringify(file) };
  ground = await SignInGround.start(settings, { email, publicKeyPem, scopes: delegatedScopes });
});
afterAll(() => ground.stop());
beforeEach(() => {
  for (const server of [ground.google, ground.microsoft]) {
    server.alwaysMeets(null);
    server.rotation = 'none';
    server.expiresInSeconds = 3_599;
  }
});

const callsOf = (provider: 'google' | 'microsoft'): number => ground.of(provider).calls.token.length;
const heardOf = (credentialId: string): string[] =>
  ground.vault.heard.filter(
    (line) => line.startsWith(`event.${credentialNeedsReconnection.name}.`) && line.includes(credentialId),
  );

async function forgetPause(credentialId: string): Promise<void> {
  await ground.vault.database.dataSource.query(
    'update credential_vault.oauth_grant set retry_at = null where credential_id = $1',
    [credentialId],
  );
}

describe('an access token', () => {
  it('is the same for everybody until it has less than five minutes left, then another', async () => {
    const id = await ground.signedIn('google');
    const first = await ground.accessToken(id);
    // A little more, because a busy machine takes a while to ask.
    await ground.expireIn(id, 330);
    expect((await ground.accessToken(id)).token).toBe(first.token);
    const before = callsOf('google');
    await ground.expireIn(id, 299);
    const readers = await Promise.all(Array.from({ length: 40 }, () => ground.accessToken(id)));
    expect(new Set(readers.map(({ token }) => token)).size).toBe(1);
    expect(readers[0]?.token).not.toBe(first.token);
    expect(callsOf('google')).toBe(before + 1);
  });

  it.each(['old-one-lives', 'old-one-dies'] as const)('is renewed again and again when %s', async (rotation) => {
    const id = await ground.signedIn('microsoft');
    ground.microsoft.rotation = rotation;
    const tokens = new Set<string>();
    for (let turn = 0; turn < 4; turn += 1) {
      await ground.expireIn(id, 10);
      tokens.add((await ground.accessToken(id)).token);
    }
    expect(tokens.size).toBe(4);
    expect((await ground.describeCredential(id)).grant?.state).toBe('active');
  });

  it('that lives shortly is not renewed at each reading', async () => {
    const id = await ground.signedIn('google');
    ground.google.expiresInSeconds = 120;
    await ground.expireIn(id, 1);
    const before = callsOf('google');
    for (let turn = 0; turn < 5; turn += 1) await ground.accessToken(id);
    expect(callsOf('google')).toBe(before + 1);
  });

  it('is never handed out with the end of another', async () => {
    const id = await ground.signedIn('google');
    const ends = new Map<string, Set<string | undefined>>();
    let isOver = false;
    const reader = async (): Promise<void> => {
      while (!isOver) {
        const { token, expiresAt } = await ground.accessToken(id);
        ends.set(token, (ends.get(token) ?? new Set()).add(expiresAt));
      }
    };
    const reading = Array.from({ length: 12 }, reader);
    for (let turn = 0; turn < 15; turn += 1) {
      await ground.vault.database.dataSource.query(
        `update credential_vault.oauth_grant set fresh_until = now() where credential_id = $1`,
        [id],
      );
      await ground.accessToken(id);
    }
    isOver = true;
    await Promise.all(reading);
    expect(ends.size).toBeGreaterThan(5);
    expect([...ends.values()].filter((each) => each.size > 1)).toEqual([]);
  });

  it('comes also from a service account to which a domain delegated its mailboxes', async () => {
    const id = await ground.signedIn('google');
    await ground.delegate(id, 'ada@workspace.example.com');
    await ground.expireIn(id, 1);
    const { token } = await ground.accessToken(id);
    const call = ground.google.calls.token.at(-1);
    expect(call?.grantType).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(call?.accessToken).toBe(token);
  });
});

const faults: [string, SignInFault][] = [
  ['an error of the server', { status: 500 }],
  ['a server that is away', { status: 503 }],
  ['too many requests', { status: 429 }],
  ['a connection that is cut', 'hang-up'],
  ['garbage', 'garbage'],
  ['a body without end', 'endless'],
  ['a redirect', 'redirect'],
  ['a client secret that is over', { error: 'invalid_client' }],
  ['a directory that is away, which Microsoft calls an invalid grant', { error: 'invalid_grant', code: 90_033 }],
  ['throttling, which Microsoft calls an invalid grant', { error: 'invalid_grant', code: 50_196 }],
];

describe('a fault', () => {
  it.each(faults)('is never held against the credential: %s', async (_, fault) => {
    const id = await ground.signedIn('microsoft');
    await ground.expireIn(id, 20);
    ground.microsoft.meets(fault);
    await expect(ground.accessToken(id)).rejects.toMatchObject({ code: 'temporarily-unavailable', retryable: true });
    expect((await ground.describeCredential(id)).grant?.state).toBe('active');
    await forgetPause(id);
    await ground.accessToken(id);
    expect(heardOf(id)).toEqual([]);
  });

  it('leaves the provider alone, as long as it asked, and the token in use until it ends', async () => {
    const id = await ground.signedIn('google');
    const { token } = await ground.accessToken(id);
    await ground.expireIn(id, 120);
    ground.google.alwaysMeets({ status: 429, retryAfter: '60' });
    const before = callsOf('google');
    const readers = await Promise.all(Array.from({ length: 50 }, () => ground.accessToken(id)));
    expect(readers.every((reader) => reader.token === token)).toBe(true);
    expect(callsOf('google')).toBe(before + 1);
    await ground.vault.database.dataSource.query(
      `update credential_vault.oauth_grant set access_expires_at = now() + interval '10 seconds' where credential_id = $1`,
      [id],
    );
    const refused = await Promise.allSettled(Array.from({ length: 50 }, () => ground.accessToken(id)));
    const waits = refused.map(
      (result) => (result as { reason?: { details: { retryAfterMs: number } } }).reason?.details,
    );
    expect(waits.every((details) => (details?.retryAfterMs ?? 0) > 50_000)).toBe(true);
    expect(callsOf('google')).toBe(before + 1);
  });

  it('of a slow provider makes readers wait, and costs one call', async () => {
    const id = await ground.signedIn('google');
    await ground.expireIn(id, 10);
    ground.google.meets({ delayMs: 5_500 });
    const before = callsOf('google');
    const readers = await Promise.all(Array.from({ length: 20 }, () => ground.accessToken(id)));
    expect(new Set(readers.map(({ token }) => token)).size).toBe(1);
    expect(callsOf('google')).toBe(before + 1);
  });
});

describe('a definite refusal', () => {
  it.each([
    ['google', { error: 'invalid_grant' }, 'invalid-grant'],
    ['microsoft', { error: 'invalid_grant', code: 70_008 }, 'invalid-grant'],
    ['microsoft', { error: 'interaction_required', code: 50_076, suberror: 'basic_action' }, 'interaction-required'],
    ['microsoft', { error: 'invalid_grant', code: 65_001, suberror: 'consent_required' }, 'consent-required'],
  ] as const)(
    'of %s (%o) marks the credential, is told of once, and ends the calls',
    async (provider, fault, reason) => {
      const id = await ground.signedIn(provider);
      await ground.expireIn(id, 10);
      ground.of(provider).alwaysMeets(fault);
      const before = callsOf(provider);
      const readers = await Promise.allSettled(Array.from({ length: 30 }, () => ground.accessToken(id)));
      for (const reader of readers) {
        expect((reader as { reason?: unknown }).reason).toMatchObject({
          code: 'needs-reconnection',
          details: { reason },
        });
      }
      await expect(ground.accessToken(id)).rejects.toMatchObject({ code: 'needs-reconnection', retryable: false });
      expect(callsOf(provider)).toBe(before + 1);
      await expect.poll(() => heardOf(id)).toHaveLength(1);
      expect(heardOf(id)[0]).toContain(`"reason":"${reason}"`);
      expect((await ground.describeCredential(id)).grant).toMatchObject({ state: 'needs-reconnection', reason });
    },
  );

  it('is over when the subscriber has signed in again', async () => {
    const id = await ground.signedIn('google');
    await ground.expireIn(id, 10);
    ground.google.meets({ error: 'invalid_grant' });
    await expect(ground.accessToken(id)).rejects.toMatchObject({ code: 'needs-reconnection' });
    const begun = await ground.begin('google', { authorizationId: id });
    await ground.finish(await ground.google.visit(begun.authorizeUrl), begun.session);
    await ground.accessToken(id);
    expect((await ground.describeCredential(id)).grant?.state).toBe('active');
  });
});

it('writes down every renewal, also those that failed, and shows no token anywhere', async () => {
  const id = await ground.signedIn('google');
  const { token } = await ground.accessToken(id);
  await ground.expireIn(id, 10);
  ground.google.meets({ status: 500 });
  await ground.accessToken(id).catch(() => undefined);
  await forgetPause(id);
  const renewed = await ground.accessToken(id);
  const lines = await ground.vault.database.dataSource.query<{ outcome: string }[]>(
    `select outcome from credential_vault.audit_line where credential_id = $1 and action = 'refresh' order by line_id`,
    [id],
  );
  expect(lines.map(({ outcome }) => outcome)).toEqual(['provider-error', 'renewed']);
  const rows = await ground.vault.database.dataSource.query<{ row: string }[]>(
    `select t::text as row from credential_vault.credential as t union all select t::text from credential_vault.oauth_grant as t
     union all select t::text from credential_vault.oauth_authorization as t union all select t::text from credential_vault.outbox as t`,
  );
  const everything = [...ground.vault.heard, ...rows.map(({ row }) => row)].join('\n');
  for (const secret of [token, renewed.token, 'refresh-', 'code-', 'sesame-canary']) {
    for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      expect(everything).not.toContain(Buffer.from(secret).toString(form).replace(/=+$/, ''));
    }
  }
});
