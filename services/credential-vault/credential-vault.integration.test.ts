import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import {
  credentialErased,
  credentialRevealed,
  describeCredential,
  eraseCredential,
  revealCredential,
  storeCredential,
  type InputOf,
} from '@mail-access/contracts';
import { generateSealingKey, openSealed, sealSecret, Secret } from '@mail-access/secret';
import { headers } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishAsValidator } from './fixtures/publish-as-validator.js';
import { VaultGround } from './fixtures/vault-ground.js';

const canary = 'canary-"7f3a91" 🐦';
const ada = { tenantId: 'acme', subscriberId: 'ada' };
let ground: VaultGround;

beforeAll(async () => void (ground = await VaultGround.start()));
afterAll(() => ground.stop());

type Stored = InputOf<typeof storeCredential>;

async function credential(change: Partial<Stored> = {}, secret = canary, owner = ada): Promise<Stored> {
  const purpose = change.purpose ?? 'incoming';
  const sealed = await sealSecret(ground.vaultKey, Secret.of(secret), { ...owner, purpose });
  return { credentialId: randomUUID(), connectionId: randomUUID(), purpose, sealed, ...change };
}

async function stored(change: Partial<Stored> = {}): Promise<Stored> {
  const input = await credential(change);
  await ground.validator.request(storeCredential, input, ada);
  return input;
}

async function revealed({ credentialId, purpose }: Stored): Promise<string> {
  const { sealed } = await ground.validator.request(revealCredential, { credentialId, purpose }, ada);
  return (await openSealed(ground.validatorKey, sealed, { ...ada, purpose })).reveal();
}

async function heardOf(name: string, id: string): Promise<string> {
  const find = (): string | undefined =>
    ground.heard.find((line) => line.startsWith(`event.${name}.`) && line.includes(id));
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return find() ?? '';
}

describe('a credential', () => {
  it('is stored, described, and revealed to the service that may ask, which is told of', async () => {
    const input = await stored();
    const { credentialId, connectionId } = input;
    expect(await ground.validator.request(describeCredential, { credentialId }, ada)).toEqual({
      credentialId,
      connectionId,
      purpose: 'incoming',
      keyVersion: 1,
      storedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
    expect(await revealed(input)).toBe(canary);
    const event = await heardOf(credentialRevealed.name, credentialId);
    expect(event).toContain('.acme.ada ');
    expect(event).toContain('"recipient":"connection-validator"');
  });

  it('is stored once, however often the same call comes', async () => {
    const input = await credential();
    await Promise.all(Array.from({ length: 5 }, () => ground.validator.request(storeCredential, input, ada)));
    const again = { ...(await credential()), credentialId: input.credentialId, connectionId: input.connectionId };
    expect(await ground.validator.request(storeCredential, again, ada)).toEqual({ credentialId: input.credentialId });
    expect(await revealed(input)).toBe(canary);
  });

  it('is not replaced under its id: not by another secret, connection, purpose or owner', async () => {
    const input = await stored();
    const bob = { tenantId: 'acme', subscriberId: 'bob' };
    const { credentialId, connectionId } = input;
    const others: [Stored, typeof ada][] = [
      [await credential({ credentialId, connectionId }, 'other'), ada],
      [await credential({ credentialId }), ada],
      [await credential({ credentialId, connectionId, purpose: 'outgoing' }), ada],
      [await credential({ credentialId, connectionId }, canary, bob), bob],
    ];
    for (const [other, owner] of others) {
      await expect(ground.validator.request(storeCredential, other, owner)).rejects.toMatchObject({
        code: 'credential-exists',
      });
    }
    expect(await revealed(input)).toBe(canary);
  });

  it('is refused when it was sealed to another key, or for another subscriber or purpose', async () => {
    const input = await credential();
    const { publicJwk } = await generateSealingKey('credential-vault');
    const sealed = await sealSecret(publicJwk, Secret.of(canary), { ...ada, purpose: 'incoming' });
    const bob = { tenantId: 'acme', subscriberId: 'bob' };
    const refused = { code: 'seal-broken', retryable: false };
    await expect(ground.validator.request(storeCredential, { ...input, sealed }, ada)).rejects.toMatchObject(refused);
    await expect(ground.validator.request(storeCredential, input, bob)).rejects.toMatchObject(refused);
    const moved = { ...input, purpose: 'outgoing' as const };
    await expect(ground.validator.request(storeCredential, moved, ada)).rejects.toMatchObject(refused);
  });

  it('is unknown to everybody but its owner, and for another purpose', async () => {
    const { credentialId } = await stored();
    const unknown = { code: 'credential-unknown' };
    for (const owner of [
      { tenantId: 'acme', subscriberId: 'bob' },
      { tenantId: 'other', subscriberId: 'ada' },
    ]) {
      const ask = { credentialId, purpose: 'incoming' as const };
      await expect(ground.validator.request(revealCredential, ask, owner)).rejects.toMatchObject(unknown);
      await expect(ground.validator.request(describeCredential, { credentialId }, owner)).rejects.toMatchObject(
        unknown,
      );
      expect(await ground.validator.request(eraseCredential, { credentialId }, owner)).toEqual({ erased: false });
    }
    const other = { credentialId, purpose: 'outgoing' as const };
    await expect(ground.validator.request(revealCredential, other, ada)).rejects.toMatchObject(unknown);
    const none = { credentialId: randomUUID(), purpose: 'incoming' as const };
    await expect(ground.validator.request(revealCredential, none, ada)).rejects.toMatchObject(unknown);
  });

  it('is unreadable, and nothing more is said, when its row was altered or moved', async () => {
    const [one, two] = [await stored(), await stored()];
    await ground.database.dataSource.query(
      `update credential set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1) where credential_id = $1`,
      [one.credentialId],
    );
    await ground.database.dataSource.query(
      `update credential as c set ciphertext = o.ciphertext, wrapped_data_key = o.wrapped_data_key
       from credential as o where c.credential_id = $1 and o.credential_id <> c.credential_id and o.erased_at is null`,
      [two.credentialId],
    );
    for (const { credentialId, purpose } of [one, two]) {
      await expect(ground.validator.request(revealCredential, { credentialId, purpose }, ada)).rejects.toMatchObject({
        code: 'credential-unreadable',
        details: { credentialId },
      });
    }
  });

  it('is not revealed to a service without a key, nor through an inbox of nobody', async () => {
    const { credentialId, purpose } = await stored();
    const refused = { code: 'caller-unknown' };
    const anyone = await ground.connection('tap');
    const fields = headers();
    fields.set('tenant-id', ada.tenantId);
    fields.set('subscriber-id', ada.subscriberId);
    const reply = await anyone.request(revealCredential.subject, JSON.stringify({ credentialId, purpose }), {
      timeout: 2_000,
      headers: fields,
    });
    expect(reply.json()).toMatchObject(refused);
  });
});

describe('erasing', () => {
  it('destroys data key and ciphertext, is told of, and may be repeated', async () => {
    const input = await stored();
    const { credentialId } = input;
    expect(await ground.administrator.request(eraseCredential, { credentialId }, ada)).toEqual({ erased: true });
    expect(await ground.validator.request(eraseCredential, { credentialId }, ada)).toEqual({ erased: false });
    const rows = await ground.database.dataSource.query<unknown[]>(
      'select wrapped_data_key, ciphertext from credential where credential_id = $1',
      [credentialId],
    );
    expect(rows).toEqual([{ wrapped_data_key: null, ciphertext: null }]);
    await expect(revealed(input)).rejects.toMatchObject({ code: 'credential-unknown' });
    await heardOf(credentialErased.name, credentialId);
  });

  it('is not undone by a call to store that comes late', async () => {
    const input = await stored();
    await ground.validator.request(eraseCredential, { credentialId: input.credentialId }, ada);
    await expect(ground.validator.request(storeCredential, input, ada)).rejects.toMatchObject({
      code: 'credential-exists',
    });
    await expect(revealed(input)).rejects.toMatchObject({ code: 'credential-unknown' });
  });

  it("follows the end of a connection, and takes only its owner's credentials", async () => {
    const connectionId = randomUUID();
    const [incoming, outgoing] = [await stored({ connectionId }), await stored({ connectionId, purpose: 'outgoing' })];
    const other = await stored();
    const bob = { tenantId: 'acme', subscriberId: 'bob' };
    const bobs = await credential({ connectionId }, canary, bob);
    await ground.validator.request(storeCredential, bobs, bob);
    await publishAsValidator(ground, ada, connectionId);
    await heardOf(credentialErased.name, incoming.credentialId);
    await heardOf(credentialErased.name, outgoing.credentialId);
    await expect(revealed(incoming)).rejects.toMatchObject({ code: 'credential-unknown' });
    expect(await revealed(other)).toBe(canary);
    const described = await ground.validator.request(describeCredential, { credentialId: bobs.credentialId }, bob);
    expect(described.connectionId).toBe(connectionId);
  });
});

describe('the vault at its start', () => {
  it('ends with a sentence for a missing, wrong or open key file, and destroys nothing; then no draft of a key is left', async () => {
    const input = await stored();
    await ground.service.close();
    const key = await readFile(ground.keyFile);
    // As a process leaves it that is killed while it makes the file.
    const draft = `${ground.keyFile}.0123456789ab`;
    await writeFile(draft, key, { mode: 0o600 });
    await rename(ground.keyFile, `${ground.keyFile}.aside`);
    await expect(ground.startService()).rejects.toThrow(
      /keys\.json is missing.*put the right one back from the backup/,
    );
    await writeFile(ground.keyFile, JSON.stringify({ keys: [{ version: 1, key: 'A'.repeat(43) }] }), { mode: 0o600 });
    await expect(ground.startService()).rejects.toThrow(/does not hold the key, version 1/);
    await writeFile(`${ground.keyFile}.open`, key, { mode: 0o644 });
    await rename(`${ground.keyFile}.open`, ground.keyFile);
    await expect(ground.startService()).rejects.toThrow('chmod 600');
    await rename(`${ground.keyFile}.aside`, ground.keyFile);
    expect(await readFile(draft)).toEqual(key);
    ground.service = await ground.startService();
    await expect(readFile(draft)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await revealed(input)).toBe(canary);
  });
});

it('shows no secret on the bus or in a table', async () => {
  const input = await stored();
  expect(await revealed(input)).toBe(canary);
  const tables = await ground.database.dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'credential_vault'`,
  );
  let everything = ground.heard.join('\n');
  for (const { name } of tables) {
    const rows = await ground.database.dataSource.query<{ row: string }[]>(`select t::text as row from "${name}" as t`);
    everything += rows.map(({ row }) => row).join('\n');
  }
  expect(everything).toContain(input.credentialId);
  for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const) {
    expect(everything).not.toContain(Buffer.from('canary').toString(form));
  }
});
