import type { Logger } from '@mail-access/observability';
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

export interface ErasedCredential {
  readonly credentialId: string;
  readonly connectionId: string;
}

/** The table of credentials. Every read names the owner, and a row of another owner is as absent as none at all. */
export class CredentialStore {
  constructor(private readonly logger: Logger) {}

  /** The owner's credential, erased ones left out. A request for somebody else's is recorded, without content. */
  async find(tx: Transaction, credentialId: string, owner: Owner): Promise<CredentialRow | null> {
    const row = await tx.findOneBy(CredentialRow, { credentialId });
    if (row?.erasedAt !== null) return null;
    if (row.tenantId === owner.tenantId && row.subscriberId === owner.subscriberId) return row;
    this.logger.warn('credential-of-another-owner', { credentialId });
    return null;
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

  /** Destroys data keys and ciphertexts in one statement; gives what was there to destroy. */
  async erase(
    tx: Transaction,
    owner: Owner,
    which: { readonly credentialId: string } | { readonly connectionId: string },
  ): Promise<readonly ErasedCredential[]> {
    const erased = await tx
      .createQueryBuilder()
      .update(CredentialRow)
      .set({ wrappedDataKey: null, ciphertext: null, erasedAt: () => 'now()' })
      .where({ ...which, tenantId: owner.tenantId, subscriberId: owner.subscriberId })
      .andWhere('erased_at is null')
      .returning(['credentialId', 'connectionId'])
      .execute();
    return (erased.raw as { credential_id: string; connection_id: string }[]).map((row) => ({
      credentialId: row.credential_id,
      connectionId: row.connection_id,
    }));
  }
}

/** The envelope of a row; null once erased. */
export function envelopeOf({ keyVersion, wrappedDataKey, ciphertext }: CredentialRow): Envelope | null {
  return wrappedDataKey === null || ciphertext === null ? null : { keyVersion, wrappedDataKey, ciphertext };
}
