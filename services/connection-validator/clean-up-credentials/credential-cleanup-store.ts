import type { EntityManager } from 'typeorm';
import type { Owner } from '../credentials/credential-vault.js';
import { CredentialCleanupRow } from './credential-cleanup.entity.js';

/** How long a save may take before the credentials that it stored first are taken for abandoned. */
const abandonedAfterMs = 10 * 60_000;

/** Notes credentials before they are stored, so that a save that never ends leaves none behind. */
export async function expectCredentials(
  tx: EntityManager,
  owner: Owner,
  credentialIds: readonly string[],
): Promise<void> {
  await schedule(tx, owner, credentialIds, new Date(Date.now() + abandonedAfterMs));
}

/** Called in the transaction that refers to the credentials. */
export async function keepCredentials(tx: EntityManager, credentialIds: readonly string[]): Promise<void> {
  if (credentialIds.length > 0) await tx.getRepository(CredentialCleanupRow).delete([...credentialIds]);
}

/** Called in the transaction that stops referring to the credentials. */
export async function discardCredentials(
  tx: EntityManager,
  owner: Owner,
  credentialIds: readonly string[],
): Promise<void> {
  await schedule(tx, owner, credentialIds, new Date());
}

async function schedule(tx: EntityManager, owner: Owner, credentialIds: readonly string[], dueAt: Date): Promise<void> {
  const { tenantId, subscriberId } = owner;
  const rows = credentialIds.map((credentialId) => ({ credentialId, tenantId, subscriberId, dueAt, attempts: 0 }));
  if (rows.length > 0) await tx.getRepository(CredentialCleanupRow).upsert(rows, ['credentialId']);
}
