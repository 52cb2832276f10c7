import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { CredentialVault } from '../credentials/credential-vault.js';
import { RecurringWork } from '../recurring-work.js';
import { CredentialCleanupRow } from './credential-cleanup.entity.js';

const batchSize = 20;
const intervalMs = 2_000;
const longestPauseSeconds = 3_600;
/** Beyond this the pause is the longest anyhow, and soon the power is no number any more, which would stop every sweep. */
const mostDoublings = 10;

type ClaimedCleanup = Pick<CredentialCleanupRow, 'credentialId' | 'tenantId' | 'subscriberId'>;

/**
 * Erases credentials that nothing refers to. A row goes only after the vault answered; a failure is tried again with
 * pauses that double up to an hour, for as long as the row is there: a secret must not be forgotten in the vault.
 */
export class CredentialSweeper {
  readonly #recurring: RecurringWork;

  constructor(private readonly parts: { database: Database; vault: CredentialVault; logger: Logger }) {
    this.#recurring = new RecurringWork({
      pauseMs: intervalMs,
      work: () => this.sweepOnce(),
      onError: (error) => parts.logger.warn('credential-sweep-failed', { err: error }),
    });
  }

  start(): void {
    this.#recurring.start();
  }

  stop(): Promise<void> {
    return this.#recurring.stop();
  }

  /** One pass over what is due. Replicas share the rows by claiming them for a minute. */
  async sweepOnce(): Promise<void> {
    const rows = await this.parts.database.transaction(async (tx) => {
      const [claimed] = await tx.query<[ClaimedCleanup[], number]>(
        `UPDATE credential_cleanup SET due_at = now() + least(60 * power(2, least(attempts, $3)), $1) * interval '1 second', attempts = attempts + 1
         WHERE credential_id IN (SELECT credential_id FROM credential_cleanup WHERE due_at <= now() ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING credential_id AS "credentialId", tenant_id AS "tenantId", subscriber_id AS "subscriberId"`,
        [longestPauseSeconds, batchSize, mostDoublings],
      );
      return claimed;
    });
    for (const row of rows) await this.#erase(row);
  }

  /** One that cannot be erased does not keep the others waiting. */
  async #erase({ credentialId, tenantId, subscriberId }: ClaimedCleanup): Promise<void> {
    try {
      await this.parts.vault.erase({ tenantId, subscriberId }, credentialId);
      await this.parts.database.dataSource.getRepository(CredentialCleanupRow).delete(credentialId);
    } catch (error) {
      this.parts.logger.warn('credential-not-erased', { err: error, credentialId });
    }
  }
}
