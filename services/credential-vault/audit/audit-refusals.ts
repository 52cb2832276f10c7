import type { Logger } from '@mail-access/observability';
import { acrossTenants, type Database, type Transaction } from '@mail-access/persistence';
import { recordAudit, type AuditEntry } from './record.js';
import type { RefusalTally } from './refusal-tally.js';

/** Who asked for what, before it is known how it ends. */
export interface Asked extends Omit<AuditEntry, 'action' | 'outcome'> {
  /** `verb-noun` of the request. */
  readonly request: string;
}

/**
 * Does the work of a request; when it ends in a refusal, writes that down in a transaction of its own, because the one of
 * the work was rolled back. A refusal that cannot be written down becomes a defect: nothing goes unrecorded. Who asks for too
 * many secrets is only counted: what limits them must not cost a transaction and a line that stays.
 */
export class RefusalAudit {
  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly tally: Pick<RefusalTally, 'count'>,
  ) {}

  async during<T>(asked: Asked, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && error.name === 'Refusal')
        await this.#record(asked, error as Error & { code: string });
      throw error;
    }
  }

  /**
   * For the caller a credential of another owner is as unknown as one that never was. The audit tells them apart, which takes
   * a look across tenants.
   */
  async #record({ request, ...asked }: Asked, { code }: { code: string }): Promise<void> {
    if (code === 'too-many-reveals') {
      this.tally.count({ request, outcome: code, caller: asked.caller });
      return;
    }
    await acrossTenants(this.database, async (tx) => {
      const isOfAnother = code === 'credential-unknown' && (await this.#isOfAnother(tx, asked));
      const outcome = isOfAnother ? ofAnother : code;
      await recordAudit(tx, { ...asked, action: 'refusal', outcome: `${request}:${outcome}` });
    });
  }

  /** Writes down that a request which found nothing, and succeeds all the same, was about a credential of another owner. */
  async recordOfAnother({ request, ...asked }: Asked): Promise<void> {
    await acrossTenants(this.database, async (tx) => {
      if (!(await this.#isOfAnother(tx, asked))) return;
      await recordAudit(tx, { ...asked, action: 'refusal', outcome: `${request}:${ofAnother}` });
    });
  }

  async #isOfAnother(tx: Transaction, { credentialId, tenantId, subscriberId }: Partial<Asked>): Promise<boolean> {
    if (credentialId === undefined) return false;
    const others = await tx.query<unknown[]>(ofAnotherOwner, [credentialId, tenantId, subscriberId]);
    if (others.length > 0) this.logger.warn(ofAnother, { credentialId });
    return others.length > 0;
  }
}

const ofAnother = 'credential-of-another-owner';

const ofAnotherOwner = `
  select 1 from credential where credential_id = $1 and (tenant_id, subscriber_id) is distinct from ($2, $3)`;
