import type { Database } from '@mail-access/persistence';
import type { EntityManager } from 'typeorm';
import type { Owner } from '../credentials/credential-vault.js';
import { ConnectionRow } from './connection.entity.js';

/** The subscriber's connection, or null. */
export async function findConnection(database: Database, owner: Owner): Promise<ConnectionRow | null> {
  return database.dataSource.getRepository(ConnectionRow).findOneBy(ownerOf(owner));
}

/** The subscriber's connection, locked until the transaction ends; saves of one subscriber come one after the other. */
export async function lockConnection(tx: EntityManager, owner: Owner): Promise<ConnectionRow | null> {
  // A row that is not there yet cannot be locked: the advisory lock stands for the subscriber.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${owner.tenantId}/${owner.subscriberId}`]);
  return tx.getRepository(ConnectionRow).findOneBy(ownerOf(owner));
}

/** Only what identifies the owner, out of anything that carries it. */
export function ownerOf({ tenantId, subscriberId }: Owner): Owner {
  return { tenantId, subscriberId };
}
