import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateService } from '@mail-access/messaging';
import { acrossTenants, openDatabase, tenantTransaction, type Database } from '@mail-access/persistence';
import { Secret } from '@mail-access/secret';
import { repetitions, startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CredentialStore } from '../credential/credential-store.js';
import { CredentialRow } from '../credential/credential.entity.js';
import { CredentialOpener } from '../credential/open-credential.js';
import { CredentialEraser } from '../erase-credential/credential-eraser.js';
import { quietLogger } from '../fixtures/vault-ground.js';
import { FileKeyWrapper } from '../keys/file-key-wrapper.js';
import { RevocationQueue } from '../revoke-grants/revocation-queue.js';
import { CredentialWriter } from '../store-credential/write-credential.js';
import { markErased } from './erased-connections.js';

const ada = { tenantId: 'acme', subscriberId: 'ada' };
const rounds = repetitions(30, 500);
const wrapper = new FileKeyWrapper([{ version: 1, key: Buffer.alloc(32, 7) }]);
const store = new CredentialStore();
const writer = new CredentialWriter(store, wrapper);
const queue = new RevocationQueue(store, new CredentialOpener(wrapper, quietLogger), wrapper);
const eraser = new CredentialEraser(store, queue);
let infrastructure: TestInfrastructure;
let database: Database;

beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  await migrateService('credential-vault', ownerUrl, join(import.meta.dirname, '../migrations'));
  database = await openDatabase({
    url,
    schema: 'credential_vault',
    entities: [CredentialRow],
    applicationName: 'test',
  });
  await acrossTenants(database, (tx) =>
    tx.query(`insert into key_check (key_version, check_value) values (1, '\\x00')`),
  );
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const storeOne = (connectionId: string) =>
  tenantTransaction(database, ada.tenantId, async (tx) => {
    const credential = { ...ada, credentialId: randomUUID(), connectionId, purpose: 'incoming' } as const;
    const outcome = await writer.write(tx, credential, Secret.of('a password'));
    await sleep(Math.random() * 5);
    return outcome;
  });

const erase = (connectionId: string) =>
  tenantTransaction(database, ada.tenantId, async (tx) => {
    await markErased(tx, ada, connectionId);
    return await eraser.erase(tx, { owner: ada, caller: 'connection-validator', which: { connectionId } });
  });

it(`leaves nothing of an erased connection, however stores and erasure meet, ${rounds} times`, async () => {
  let met = 0;
  for (let round = 0; round < rounds; round += 1) {
    const connectionId = randomUUID();
    const late = async (afterMs: number) => {
      await sleep(afterMs);
      return await storeOne(connectionId);
    };
    const [erased, ...stored] = await Promise.all([
      sleep(Math.random() * 6).then(() => erase(connectionId)),
      ...[0, 2, 4, 6, 8].map(late),
    ]);
    const [left] = await acrossTenants(database, (tx) =>
      tx.query<{ count: number }[]>(
        'select count(*)::int as count from credential where connection_id = $1 and ciphertext is not null',
        [connectionId],
      ),
    );
    expect(left?.count).toBe(0);
    expect(stored.filter((outcome) => outcome === 'stored')).toHaveLength(erased);
    if (erased > 0 && erased < stored.length) met += 1;
  }
  expect(met).toBeGreaterThan(0);
});
