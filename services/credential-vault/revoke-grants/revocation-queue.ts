import { randomUUID } from 'node:crypto';
import type { Transaction } from '@mail-access/persistence';
import type { CredentialStore } from '../credential/credential-store.js';
import type { CredentialRow } from '../credential/credential.entity.js';
import type { CredentialOpener } from '../credential/open-credential.js';
import { encryptSecret } from '../envelope/encrypt-secret.js';
import type { KeyWrapper } from '../envelope/key-wrapper.js';

/** A grant that is to be taken back, claimed by this process until `due_at`. */
export interface ClaimedRevocation {
  readonly credentialId: string;
  readonly erasedCredentialId: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  /** This attempt counted. */
  readonly attempts: number;
  readonly requestedAt: Date;
}

/**
 * Grants that were erased and still work at their provider. To take one back its token is needed, so it moves to a
 * credential of its own, under another data key: that of the erased credential is destroyed at once all the same.
 */
export class RevocationQueue {
  constructor(
    private readonly store: CredentialStore,
    private readonly opener: CredentialOpener,
    private readonly wrapper: KeyWrapper,
  ) {}

  /** False when the grant cannot be opened any more: then nobody can take it back. */
  async add(tx: Transaction, erased: CredentialRow): Promise<boolean> {
    const grant = await this.opener.open(erased);
    if (grant === null) return false;
    const { tenantId, subscriberId, connectionId } = erased;
    const identity = { tenantId, subscriberId, credentialId: randomUUID(), purpose: 'revocation' } as const;
    const envelope = await encryptSecret(this.wrapper, identity, grant);
    await this.store.insert(tx, { ...identity, connectionId, ...envelope });
    await tx.query(
      `insert into revocation (credential_id, erased_credential_id, tenant_id, subscriber_id) values ($1, $2, $3, $4)`,
      [identity.credentialId, erased.credentialId, tenantId, subscriberId],
    );
    return true;
  }

  /** Takes the one that is longest due, until its next attempt: before that nobody else tries it. */
  async claim(tx: Transaction): Promise<ClaimedRevocation | undefined> {
    const [rows] = await tx.query<[ClaimedRevocation[], number]>(claimOldest);
    return rows[0];
  }

  /** Destroys the grant and forgets that it was to be taken back. */
  async finish(tx: Transaction, { credentialId }: ClaimedRevocation): Promise<void> {
    await tx.query('delete from revocation where credential_id = $1', [credentialId]);
    await tx.query('delete from credential where credential_id = $1', [credentialId]);
  }
}

/** Half a minute after the first attempt, doubled each time, six hours at most. */
const claimOldest = `
  update revocation r
  set attempts = attempts + 1, due_at = now() + least(interval '30 seconds' * power(2, least(attempts, 20)), interval '6 hours')
  from (select credential_id from revocation where due_at <= now() order by due_at limit 1 for update skip locked) as due
  where r.credential_id = due.credential_id
  returning r.credential_id as "credentialId", erased_credential_id as "erasedCredentialId", tenant_id as "tenantId",
            subscriber_id as "subscriberId", attempts, requested_at as "requestedAt"`;
