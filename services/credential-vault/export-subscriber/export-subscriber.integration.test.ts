import { randomUUID } from 'node:crypto';
import { storeCredential } from '@mail-access/contracts';
import { sealSecret, Secret } from '@mail-access/secret';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VaultGround } from '../fixtures/vault-ground.js';
import { exportSubscriber, withheld } from './export-subscriber.js';
import { ownedTables } from './owned-tables.js';

const ada = { tenantId: 'acme', subscriberId: 'ada' };
const bob = { tenantId: 'acme', subscriberId: 'bob' };
let ground: VaultGround;

beforeAll(async () => {
  ground = await VaultGround.start();
  for (const owner of [ada, bob]) {
    const sealed = await sealSecret(ground.vaultKey, Secret.of('a password'), { ...owner, purpose: 'incoming' });
    const ids = { credentialId: randomUUID(), connectionId: randomUUID() };
    await ground.validator.request(storeCredential, { ...ids, purpose: 'incoming', sealed }, owner);
  }
  await ground.database.dataSource.query(
    `create schema connection_validator;
     create table connection_validator.validation (validation_id int primary key, tenant_id text, subscriber_id text);
     create table connection_validator.validation_change (
       validation_id int references connection_validator.validation, server_text text, found jsonb);
     insert into connection_validator.validation values (1, 'acme', 'ada'), (2, 'acme', 'bob'), (3, 'other', 'ada');
     insert into connection_validator.validation_change
       values (1, 'of ada', '{"a": 1}'), (2, 'of bob', null), (3, 'of another ada', null)`,
  );
});
afterAll(() => ground.stop());

it('gives what all services hold about a subscriber, and nothing of another, without opening a secret', async () => {
  const { tables, ...head } = await exportSubscriber(ground.database, ada, 'operator');
  expect(head).toEqual({ ...ada, exportedAt: expect.stringMatching(/Z$/) as string });
  expect(tables['connection_validator.validation_change']).toEqual([
    { validation_id: 1, server_text: 'of ada', found: { a: 1 } },
  ]);
  expect(tables['credential_vault.credential']).toEqual([
    expect.objectContaining({
      ...{ tenant_id: 'acme', subscriber_id: 'ada' },
      ciphertext: withheld,
      wrapped_data_key: withheld,
    }),
  ]);
  expect(tables['credential_vault.audit_line']).toEqual([
    expect.objectContaining({ action: 'store', outcome: 'stored' }),
    expect.objectContaining({ action: 'export', outcome: 'exported', caller: 'operator' }),
  ]);
  expect(JSON.stringify(tables)).not.toMatch(/bob|other/);
});

it('leaves out no table but those that hold nothing of a subscriber', async () => {
  const schemas = ['credential_vault', 'connection_validator'];
  const owned = await ground.database.transaction((tx) => ownedTables(tx, schemas));
  const exported = owned.map(({ name }) => name);
  const all = await ground.database.dataSource.query<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1)`,
    [schemas],
  );
  const left = all.map(({ name }) => name).filter((name) => !exported.includes(name));
  expect(left.map((name) => name.replace('credential_vault.', '')).sort()).toEqual([
    ...[
      'audit_anchor',
      'event_try',
      'inbox',
      'key_check',
      'key_replica',
      'key_rotation',
      'retired_key',
      'reveal_surge',
    ],
    'schema_migration',
  ]);
});
