import { randomUUID } from 'node:crypto';
import {
  credentialRevealsSurged,
  describeCredential,
  eraseCredential,
  revealCredential,
  storeCredential,
} from '@mail-access/contracts';
import { generateSealingKey, sealSecret, Secret } from '@mail-access/secret';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { publishAsValidator } from '../fixtures/publish-as-validator.js';
import { VaultGround } from '../fixtures/vault-ground.js';

const ada = { tenantId: 'acme', subscriberId: 'ada' };
const bob = { tenantId: 'acme', subscriberId: 'bob' };
const eve = { tenantId: 'other', subscriberId: 'ada' };
let ground: VaultGround;
let credentialId: string;
let connectionId: string;

beforeAll(async () => {
  ground = await VaultGround.start({ REVEALS_PER_MINUTE: '60', REVEAL_SURGE_PER_MINUTE: '30' });
});
afterAll(() => ground.stop());
beforeEach(() => {
  [credentialId, connectionId] = [randomUUID(), randomUUID()];
});

async function store(to = ground.vaultKey): Promise<unknown> {
  const sealed = await sealSecret(to, Secret.of('a password'), { ...ada, purpose: 'incoming' });
  const input = { credentialId, connectionId, purpose: 'incoming' as const, sealed };
  return await ground.validator.request(storeCredential, input, ada);
}

const reveal = (owner = ada) =>
  ground.validator.request(revealCredential, { credentialId, purpose: 'incoming' }, owner);
const refusedAs = (code: string) => ({ code });

interface Line {
  readonly line: string;
  readonly trace: string | null;
}

/** The lines of this credential as `action outcome caller tenant subscriber purpose`. */
async function lines(): Promise<string[]> {
  const rows = await ground.database.dataSource.query<Line[]>(
    `select concat_ws(' ', action, outcome, caller, tenant_id, subscriber_id, coalesce(purpose, '-')) as line, trace_id as trace
     from audit_line where credential_id = $1 order by line_id`,
    [credentialId],
  );
  for (const { trace } of rows) expect(trace).toMatch(/^[0-9a-f]{32}$/);
  return rows.map(({ line }) => line);
}

it('tells who stored, revealed and erased what', async () => {
  await store();
  await store();
  await reveal();
  await ground.administrator.request(eraseCredential, { credentialId }, ada);
  await ground.administrator.request(eraseCredential, { credentialId }, ada);
  expect(await lines()).toEqual([
    'store stored connection-validator acme ada incoming',
    'store repeated connection-validator acme ada incoming',
    'reveal revealed connection-validator acme ada incoming',
    'erasure erased administrator acme ada incoming',
  ]);
});

it('tells who was refused what, and that it was of somebody else', async () => {
  await store();
  await expect(reveal(bob)).rejects.toMatchObject(refusedAs('credential-unknown'));
  await expect(reveal(eve)).rejects.toMatchObject(refusedAs('credential-unknown'));
  const described = ground.administrator.request(describeCredential, { credentialId }, bob);
  await expect(described).rejects.toMatchObject(refusedAs('credential-unknown'));
  const erased = await ground.administrator.request(eraseCredential, { credentialId }, eve);
  expect(erased).toEqual({ erased: false });
  const stranger = await generateSealingKey('credential-vault');
  await expect(store(stranger.publicJwk)).rejects.toMatchObject(refusedAs('seal-broken'));
  expect((await lines()).slice(1)).toEqual([
    'refusal reveal-credential:credential-of-another-owner connection-validator acme bob incoming',
    'refusal reveal-credential:credential-of-another-owner connection-validator other ada incoming',
    'refusal describe-credential:credential-of-another-owner administrator acme bob -',
    'refusal erase-credential:credential-of-another-owner administrator other ada -',
    'refusal store-credential:seal-broken connection-validator acme ada incoming',
  ]);
});

it('tells that what was asked for does not exist, or cannot be read', async () => {
  await expect(reveal()).rejects.toMatchObject(refusedAs('credential-unknown'));
  await store();
  await ground.database.dataSource.query(`update credential set ciphertext = '\\x00' where credential_id = $1`, [
    credentialId,
  ]);
  await expect(reveal()).rejects.toMatchObject(refusedAs('credential-unreadable'));
  expect(await lines()).toEqual([
    'refusal reveal-credential:credential-unknown connection-validator acme ada incoming',
    'store stored connection-validator acme ada incoming',
    'refusal reveal-credential:credential-unreadable connection-validator acme ada incoming',
  ]);
});

it('stores nothing for a connection that was erased, however late it comes', async () => {
  await store();
  await publishAsValidator(ground, ada, connectionId);
  await expect.poll(lines).toContain('erasure erased connection-validator acme ada incoming');
  await expect(store()).rejects.toMatchObject(refusedAs('connection-erased'));
  credentialId = randomUUID();
  await expect(store()).rejects.toMatchObject(refusedAs('connection-erased'));
  expect(await lines()).toEqual(['refusal store-credential:connection-erased connection-validator acme ada incoming']);
  const [row] = await ground.database.dataSource.query<{ count: number }[]>(
    'select count(*)::int as count from credential where connection_id = $1 and ciphertext is not null',
    [connectionId],
  );
  expect(row?.count).toBe(0);
});

it('refuses a caller who asks too often, and tells of the surge once', async () => {
  await store();
  const asked = await Promise.allSettled(Array.from({ length: 80 }, () => reveal()));
  const refused = asked.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(20);
  for (const { reason } of refused) {
    expect(reason).toMatchObject({ code: 'too-many-reveals', retryable: true, details: { retryAfterMs: 1_000 } });
  }
  const told = () => ground.heard.filter((line) => line.startsWith(`event.${credentialRevealsSurged.name}._._ `));
  await expect.poll(told, { timeout: 5_000 }).toHaveLength(1);
  expect(told()[0]).toContain('{"caller":"connection-validator","reveals":30,"threshold":30}');
  const written = await lines();
  expect(written.filter((line) => !line.startsWith('store '))).toEqual(
    Array.from({ length: 80 - refused.length }, () => 'reveal revealed connection-validator acme ada incoming'),
  );
  expect(told()).toHaveLength(1);
  // A minute passes, or the service ends.
  await ground.service.close();
  ground.service = await ground.startService();
  const counted = await ground.database.dataSource.query<object[]>(
    `select outcome, caller, tenant_id, subscriber_id, credential_id from audit_line where outcome like '%too-many-reveals%'`,
  );
  expect(counted).toEqual([
    {
      outcome: `reveal-credential:too-many-reveals:${refused.length}`,
      caller: 'connection-validator',
      ...{ tenant_id: null, subscriber_id: null, credential_id: null },
    },
  ]);
});

it('is chained within moments', async () => {
  await store();
  const left = async () => {
    const [row] = await ground.database.dataSource.query<{ left: number }[]>(
      'select count(*)::int as left from audit_unchained',
    );
    return row?.left;
  };
  await expect.poll(left, { timeout: 3_000 }).toBe(0);
});
