import type { describeCredential, OutputOf } from '@mail-access/contracts';
import type { Transaction } from '@mail-access/persistence';
import type { Owner } from '../credential/credential-store.js';

interface Row {
  readonly connectionId: string;
  readonly keyVersion: number;
  readonly storedAt: Date;
  readonly requestedAt: Date;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
}

/** What is known of an erased credential whose grant waits to be taken back; null when none does. */
export async function describeErased(
  tx: Transaction,
  credentialId: string,
  { tenantId, subscriberId }: Owner,
): Promise<OutputOf<typeof describeCredential> | null> {
  const [row] = await tx.query<Row[]>(
    `select e.connection_id as "connectionId", e.stored_at as "storedAt", kept.key_version as "keyVersion",
            r.requested_at as "requestedAt", r.attempts, r.due_at as "nextAttemptAt"
     from revocation r join credential e on e.credential_id = r.erased_credential_id
          join credential kept on kept.credential_id = r.credential_id
     where e.credential_id = $1 and r.tenant_id = $2 and r.subscriber_id = $3`,
    [credentialId, tenantId, subscriberId],
  );
  if (row === undefined) return null;
  const { connectionId, keyVersion, storedAt, requestedAt, attempts, nextAttemptAt } = row;
  return {
    ...{ credentialId, connectionId, purpose: 'oauth', keyVersion, storedAt: storedAt.toISOString() },
    revocation: {
      ...{ requestedAt: requestedAt.toISOString(), attempts, nextAttemptAt: nextAttemptAt.toISOString() },
    },
  };
}
