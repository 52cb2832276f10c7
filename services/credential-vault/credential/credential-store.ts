import type { CredentialPurpose } from '@mail-access/contracts';
import type { Transaction } from '@mail-access/persistence';
import type { Envelope } from '../envelope/encrypt-secret.js';
import { CredentialRow } from './credential.entity.js';

/** Whose credential it is: the owner in the headers of a request, or in the subject of an event. */
export interface Owner {
  readonly tenantId: string;
  readonly subscriberId: string;
}

export type NewCredential = Pick<
  CredentialRow,
  'credentialId' | 'tenantId' | 'subscriberId' | 'connectionId' | 'purpose'
> &
  Envelope;

/** One that may be asked for. */
export interface FoundCredential extends CredentialRow {
  purpose: CredentialPurpose;
}

/**
 * The table of credentials. Every read names the owner, and a row of another owner is as absent as none at all; row-level
 * security says the same of another tenant's, so the transaction must be a `tenantTransaction`.
 */
export class CredentialStore {
  /** The owner's credential; what is erased, and what waits for its revocation, left out. */
  async find(tx: Transaction, credentialId: string, owner: Owner): Promise<FoundCredential | null> {
    const { tenantId, subscriberId } = owner;
    const row = await tx.findOneBy(CredentialRow, { credentialId, tenantId, subscriberId });
    return row?.erasedAt === null && row.purpose !== 'revocation' ? (row as FoundCredential) : null;
  }

  /** False when the id is taken, by whomever: also by an erased credential. */
  async insert(tx: Transaction, credential: NewCredential): Promise<boolean> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(CredentialRow)
      .values(credential)
      .orIgnore()
      .returning('credential_id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  /** Destroys data keys and ciphertexts in one statement; gives what was there to destroy, as it was. */
  async erase(
    tx: Transaction,
    { tenantId, subscriberId }: Owner,
    which: { readonly credentialId: string } | { readonly connectionId: string },
  ): Promise<readonly CredentialRow[]> {
    const found = await tx
      .createQueryBuilder(CredentialRow, 'credential')
      .setLock('pessimistic_write')
      .where({ ...which, tenantId, subscriberId })
      // A grant that waits to be taken back is erased when that is done.
      .andWhere(`erased_at is null and purpose <> 'revocation'`)
      .getMany();
    if (found.length > 0) await this.destroy(tx, found);
    return found;
  }

  async destroy(tx: Transaction, rows: readonly CredentialRow[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(CredentialRow)
      .set({ wrappedDataKey: null, ciphertext: null, erasedAt: () => 'now()' })
      .whereInIds(rows.map(({ credentialId }) => credentialId))
      .execute();
  }
}

/** The envelope of a row; null once erased. */
export function envelopeOf({ keyVersion, wrappedDataKey, ciphertext }: CredentialRow): Envelope | null {
  return wrappedDataKey === null || ciphertext === null ? null : { keyVersion, wrappedDataKey, ciphertext };
}
