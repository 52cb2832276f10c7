import { randomUUID } from 'node:crypto';
import { describeCredential, eraseCredential } from '@mail-access/contracts';
import { acrossTenants, openDatabase, tenantTransaction, type Database } from '@mail-access/persistence';
import { Secret } from '@mail-access/secret';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CredentialStore } from '../credential/credential-store.js';
import { CredentialRow } from '../credential/credential.entity.js';
import { CredentialOpener } from '../credential/open-credential.js';
import { CredentialEraser } from '../erase-credential/credential-eraser.js';
import { quietLogger, VaultGround } from '../fixtures/vault-ground.js';
import { FileKeyWrapper } from '../keys/file-key-wrapper.js';
import type { Revocation } from '../sign-in-providers/revoke-at-provider.js';
import { readGrant, writeGrant } from '../sign-in-providers/stored-grant.js';
import { CredentialWriter } from '../store-credential/write-credential.js';
import { GrantRevoker } from './grant-revoker.js';
import { RevocationQueue } from './revocation-queue.js';

const ada = { tenantId: 'acme', subscriberId: 'ada' };
const wrapper = new FileKeyWrapper([{ version: 1, key: Buffer.alloc(32, 7) }]);
const store = new CredentialStore();
const opener = new CredentialOpener(wrapper, quietLogger);
const queue = new RevocationQueue(store, opener, wrapper);
const eraser = new CredentialEraser(store, queue);
let ground: VaultGround;
let database: Database;
/** What the provider was asked to revoke, and what it says. */
let asked: string[];
let answers: (Revocation | Error)[];
let credentialId: string;

beforeAll(async () => {
  ground = await VaultGround.start();
  await ground.service.close();
  database = await openDatabase({
    ...{ url: ground.roleUrl, schema: 'credential_vault', entities: [CredentialRow], applicationName: 'test' },
  });
});
afterAll(async () => {
  await database.close();
  await ground.stop();
});

beforeEach(async () => {
  [asked, answers, credentialId] = [[], [], randomUUID()];
  const writer = new CredentialWriter(store, wrapper);
  const source = { kind: 'refresh-token', refreshToken: Secret.of(`grant of ${credentialId}`) } as const;
  const grant = writeGrant({ provider: 'google', source, subject: '110169484474386276334' });
  const credential = { ...ada, credentialId, connectionId: randomUUID(), purpose: 'oauth' } as const;
  await tenantTransaction(database, ada.tenantId, async (tx) => {
    expect(await writer.write(tx, credential, grant)).toBe('stored');
  });
  const which = { credentialId };
  await tenantTransaction(database, ada.tenantId, (tx) =>
    eraser.erase(tx, { owner: ada, caller: 'connection-validator', which }),
  );
});

/** Lets a provider that answers so take what is due, once. */
async function turn(...said: (Revocation | Error)[]): Promise<void> {
  answers.push(...said);
  const revoke = async (grant: Secret<string>): Promise<Revocation> => {
    const source = readGrant(grant)?.source;
    if (source?.kind === 'refresh-token') asked.push(source.refreshToken.reveal());
    const answer = answers.shift() ?? 'retry';
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const revoker = new GrantRevoker({ database, logger: quietLogger, queue, opener, revoke });
  await revoker.drain();
}

const makeDue = () => acrossTenants(database, (tx) => tx.query(`update revocation set due_at = now()`));

async function pending(): Promise<{ attempts: number; waitsSeconds: number }[]> {
  return await ground.database.dataSource.query(
    `select attempts, round(extract(epoch from due_at - now()))::int as "waitsSeconds" from revocation
     where erased_credential_id = $1`,
    [credentialId],
  );
}

async function outcomes(): Promise<string[]> {
  const rows = await ground.database.dataSource.query<{ outcome: string }[]>(
    'select outcome from audit_line where credential_id = $1 order by line_id',
    [credentialId],
  );
  return rows.map(({ outcome }) => outcome);
}

/** What is still stored that could be opened. */
async function stored(): Promise<string[]> {
  const rows = await ground.database.dataSource.query<{ purpose: string }[]>(
    'select purpose from credential where ciphertext is not null order by purpose',
  );
  return rows.map(({ purpose }) => purpose);
}

it('takes an erased grant back, and keeps nothing of it then', async () => {
  expect(await stored()).toEqual(['revocation']);
  await turn('revoked');
  expect(asked).toEqual([`grant of ${credentialId}`]);
  expect(await pending()).toEqual([]);
  expect(await stored()).toEqual([]);
  expect(await outcomes()).toEqual(['erased:grant-to-revoke', 'grant-revoked']);
});

it('is done as well when there is nothing left to take back', async () => {
  await turn('gone');
  expect(await stored()).toEqual([]);
  expect(await outcomes()).toEqual(['erased:grant-to-revoke', 'grant-gone']);
});

it('tries again later and later while the provider is away, whatever that looks like', async () => {
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    await makeDue();
    await turn(attempt % 2 === 0 ? 'retry' : new Error('socket hang up'));
    const [left] = await pending();
    expect(left?.attempts).toBe(attempt);
    waits.push(left?.waitsSeconds ?? 0);
  }
  expect(waits.slice(0, 4)).toEqual([30, 60, 120, 240]);
  expect(waits.at(-1)).toBe(6 * 3600);
  await turn('revoked');
  expect(asked).toHaveLength(12);
  await makeDue();
  await turn('revoked');
  expect(await stored()).toEqual([]);
});

it('gives up after a week, and destroys what it kept', async () => {
  await acrossTenants(database, (tx) => tx.query(`update revocation set requested_at = now() - interval '8 days'`));
  await turn('retry');
  expect(await pending()).toEqual([]);
  expect(await stored()).toEqual([]);
  expect(await outcomes()).toEqual(['erased:grant-to-revoke', 'grant-revocation-given-up']);
});

it('asks once, however many replicas are at it', async () => {
  await Promise.all([turn('revoked'), turn('revoked'), turn('revoked'), turn('revoked')]);
  expect(asked).toHaveLength(1);
});

it('is not found by anybody who asks for credentials', async () => {
  const [row] = await ground.database.dataSource.query<{ id: string }[]>(
    `select credential_id as id from credential where purpose = 'revocation'`,
  );
  const found = await tenantTransaction(database, ada.tenantId, (tx) => store.find(tx, row?.id ?? '', ada));
  expect(found).toBeNull();
  // The started vault has no provider to ask: the grant waits, and whoever asks for the erased credential sees that.
  ground.service = await ground.startService();
  const described = await ground.administrator.request(describeCredential, { credentialId }, ada);
  expect(described).toMatchObject({ credentialId, purpose: 'oauth', revocation: { attempts: expect.any(Number) } });
  await ground.administrator.request(eraseCredential, { credentialId: row?.id ?? '' }, ada);
  expect(await stored()).toEqual(['revocation']);
});
