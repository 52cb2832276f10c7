import { createEgress } from '@mail-access/egress';
import { openDatabase, type Database } from '@mail-access/persistence';
import { Secret } from '@mail-access/secret';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CredentialStore } from '../credential/credential-store.js';
import { CredentialRow } from '../credential/credential.entity.js';
import { CredentialOpener } from '../credential/open-credential.js';
import { CredentialEraser } from '../erase-credential/credential-eraser.js';
import { UntakenGrants } from '../erase-credential/untaken-grants.js';
import { ada, SignInGround } from '../fixtures/sign-in-ground.js';
import { quietLogger } from '../fixtures/vault-ground.js';
import { GrantRow } from '../grant/grant.entity.js';
import { FileKeyWrapper } from '../keys/file-key-wrapper.js';
import { readKeyFile } from '../keys/key-file.js';
import { RevocationQueue } from '../revoke-grants/revocation-queue.js';
import { SignInProviders } from '../sign-in-providers/sign-in-providers.js';
import { AccessTokens } from './access-tokens.js';
import { RenewAhead } from './renew-ahead.js';

let ground: SignInGround;
let database: Database;
let ahead: RenewAhead;

beforeAll(async () => {
  ground = await SignInGround.start();
  const { roleUrl: url, keyFile } = ground.vault;
  const entities = [CredentialRow, GrantRow];
  database = await openDatabase({ url, schema: 'credential_vault', entities, applicationName: 'test' });
  const keys = new FileKeyWrapper((await readKeyFile(keyFile)) ?? []);
  const wrapper = Object.assign(keys, { refresh: async () => undefined });
  const egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'], ca: [ground.google.caPem] });
  const google = { clientId: 'client', clientSecret: Secret.of('sesame-canary') };
  const providers = new SignInProviders(egress, { google, googleBaseUrl: ground.google.url });
  const parts = { database, readers: database, wrapper, providers, logger: quietLogger, store: new CredentialStore() };
  const tokens = new AccessTokens(parts, { listen: () => () => undefined });
  const { store } = parts;
  const queue = new RevocationQueue(store, new CredentialOpener(wrapper, quietLogger), wrapper);
  const eraser = new CredentialEraser(store, queue);
  const untaken = new UntakenGrants({ database, ring: wrapper, eraser, logger: quietLogger });
  ahead = new RenewAhead({ database, tokens, untaken, logger: quietLogger });
});
afterAll(async () => {
  await database.close();
  await ground.stop();
});

it('renews what is in use and will be due, and nothing else', async () => {
  const [soon, later, unused, broken] = [
    await ground.signedIn('google'),
    await ground.signedIn('google'),
    await ground.signedIn('google'),
    await ground.signedIn('google'),
  ];
  const old = await ground.accessToken(soon);
  // Whoever renews: the running vault looks too, now and then.
  const before = ground.google.calls.token.length;
  const { dataSource } = ground.vault.database;
  await dataSource.query(
    `update credential_vault.oauth_grant set last_read_at = now() - interval '2 days' where credential_id = $1`,
    [unused],
  );
  await dataSource.query(
    `update credential_vault.oauth_grant set state = 'needs-reconnection', reason = 'invalid-grant' where credential_id = $1`,
    [broken],
  );
  // Less than ten minutes, but enough for a reader.
  await ground.expireIn(soon, 500);
  await ground.expireIn(unused, 500);
  await ground.expireIn(broken, 500);
  await ahead.turn();
  await ahead.turn();
  expect(ground.google.calls.token.length).toBe(before + 1);
  expect((await ground.accessToken(soon)).token).not.toBe(old.token);
  await ground.accessToken(later);
  expect(ground.google.calls.token.length).toBe(before + 1);
});

it('tries a provider that fails once, and leaves it alone for a while', async () => {
  const id = await ground.signedIn('google');
  ground.google.alwaysMeets({ status: 503, retryAfter: '60' });
  const before = ground.google.calls.token.length;
  await ground.expireIn(id, 500);
  await ahead.turn();
  await ahead.turn();
  expect(ground.google.calls.token.length).toBe(before + 1);
  ground.google.alwaysMeets(null);
  // The token that is there is good all the same.
  await ground.accessToken(id);
});

it('removes sign-ins that nobody finished', async () => {
  const { authorizationId } = await ground.begin('google');
  await ground.vault.database.dataSource.query(
    `update credential_vault.oauth_authorization set expires_at = now() where authorization_id = $1`,
    [authorizationId],
  );
  await ahead.turn();
  await expect(ground.describe(authorizationId)).rejects.toMatchObject({ code: 'authorization-unknown' });
});

it('erases and takes back a grant that no connection has taken in a day, and no other', async () => {
  const query = (sql: string, id: string): Promise<unknown> => ground.vault.database.dataSource.query(sql, [id]);
  const signedInAs = async (account: string, owner = ada): Promise<string> => {
    ground.google.account = account;
    const id = await ground.signedIn('google', owner);
    await query(
      `update credential_vault.credential set stored_at = now() - interval '2 days' where credential_id = $1`,
      id,
    );
    return id;
  };
  const forget = `update credential_vault.oauth_authorization set expires_at = now() where authorization_id = $1`;
  const [untaken, taken, goesOn] = [
    await signedInAs('untaken@example.com', { tenantId: 'other', subscriberId: 'bob' }),
    await signedInAs('taken@example.com'),
    await signedInAs('goes-on@example.com'),
  ];
  await query(
    `update credential_vault.credential set connection_id = gen_random_uuid() where credential_id = $1`,
    taken,
  );
  await query(forget, taken);
  await query(forget, untaken);
  await ahead.turn();
  await ground.accessToken(taken);
  await ground.accessToken(goesOn);
  const left = `select 1 from credential_vault.credential where credential_id = $1 and ciphertext is not null
    union all select 1 from credential_vault.oauth_grant where credential_id = $1`;
  expect(await query(left, untaken)).toEqual([]);
  const outcomes = `select caller, outcome from credential_vault.audit_line
    where credential_id = $1 and action = 'erasure' order by line_id`;
  await expect
    .poll(() => query(outcomes, untaken), { timeout: 15_000 })
    .toEqual([
      { caller: 'credential-vault', outcome: 'erased:grant-to-revoke' },
      { caller: 'revoke-grants', outcome: 'grant-revoked' },
    ]);
});
