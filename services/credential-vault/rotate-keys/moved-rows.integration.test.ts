import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { repetitions } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answered } from '../fixtures/answered.js';
import { askRotation, expectAllOpen, revealed, rotated } from '../fixtures/ask-vault.js';
import { fillVault, type KnownCredential } from '../fixtures/fill-vault.js';
import { VaultGround } from '../fixtures/vault-ground.js';
import { killed, startVaultProcess } from '../fixtures/vault-process.js';

let ground: VaultGround;
/** A process of its own, because it logs each refusal. */
let vault: ChildProcess;
beforeAll(async () => {
  ground = await VaultGround.start();
  await ground.service.close();
  vault = startVaultProcess(ground);
  await answered(() => askRotation(ground, { action: 'status' }));
});
afterAll(async () => {
  await killed(vault);
  await ground.stop();
});

type Move = readonly [set: string, moved: (credential: KnownCredential) => KnownCredential];

/** How a row is moved in the table, and how it is asked for afterwards. */
const moves: Readonly<Record<string, Move>> = {
  tenant: [`tenant_id = 'other'`, (each) => ({ ...each, tenantId: 'other' })],
  subscriber: [`subscriber_id = 'bob'`, (each) => ({ ...each, subscriberId: 'bob' })],
  credential: ['credential_id = $2', (each) => ({ ...each, credentialId: randomUUID() })],
  purpose: ['purpose = $3', (each) => ({ ...each, purpose: each.purpose === 'incoming' ? 'outgoing' : 'incoming' })],
  version: ['key_version = 1', (each) => each],
};

it('opens no row that was moved to another tenant, subscriber, credential, purpose or version', async () => {
  const each = repetitions(40, 800);
  const first = await fillVault(ground.database, ground.keyFile, 10);
  await rotated(ground);
  const credentials = await fillVault(ground.database, ground.keyFile, each * Object.keys(moves).length);
  const codes = new Map<string, number>();
  for (const [name, [set, moved]] of Object.entries(moves)) {
    for (const credential of credentials.splice(0, each)) {
      const asked = moved(credential);
      await ground.database.dataSource.query(
        `update credential_vault.credential set ${set} where credential_id = $1 and ($2::uuid, $3::text) is not null`,
        [credential.credentialId, asked.credentialId, asked.purpose],
      );
      const code = await revealed(ground, asked).then(
        () => 'opened',
        (error: unknown) => (error as { code: string }).code,
      );
      codes.set(`${name} ${code}`, (codes.get(`${name} ${code}`) ?? 0) + 1);
    }
  }
  expect(codes).toEqual(new Map(Object.keys(moves).map((name) => [`${name} credential-unreadable`, each])));
  await expectAllOpen(ground, first);
});
