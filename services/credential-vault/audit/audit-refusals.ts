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
    private readonly tally: Pick<RefusalTally, 'count' | 'isFirst'>,
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
      const outcome = (await this.#ofAnother(tx, code, asked)) ?? code;
      // Whoever is signed in may ask for sign-ins as often as they like.
      const by = `${asked.tenantId ?? ''} ${asked.subscriberId ?? ''}`;
      const counted = { request, outcome, caller: asked.caller };
      if (code === 'authorization-unknown' && !this.tally.isFirst(by, counted)) return;
      await recordAudit(tx, { ...asked, action: 'refusal', outcome: `${request}:${outcome}` });
    });
  }

  /** Writes down that a request which found nothing, and succeeds all the same, was about a credential of another owner. */
  async recordOfAnother({ request, ...asked }: Asked): Promise<void> {
    await acrossTenants(this.database, async (tx) => {
      const outcome = await this.#ofAnother(tx, 'credential-unknown', asked);
      if (outcome === null) return;
      await recordAudit(tx, { ...asked, action: 'refusal', outcome: `${request}:${outcome}` });
    });
  }

  async #ofAnother(
    tx: Transaction,
    code: string,
    { credentialId, tenantId, subscriberId }: Partial<Asked>,
  ): Promise<string | null> {
    const known = ofAnother[code];
    if (credentialId === undefined || known === undefined) return null;
    const others = await tx.query<unknown[]>(known.look, [credentialId, tenantId, subscriberId]);
    if (others.length === 0) return null;
    this.logger.warn(known.outcome, { credentialId });
    return known.outcome;
  }
}

/** What a refusal is called when somebody else owns what was asked for, and how to look. */
const ofAnother: Readonly<Record<string, { readonly outcome: string; readonly look: string }>> = {
  'credential-unknown': {
    outcome: 'credential-of-another-owner',
    look: 'select 1 from credential where credential_id = $1 and (tenant_id, subscriber_id) is distinct from ($2, $3)',
  },
  'authorization-unknown': {
    outcome: 'authorization-of-another-owner',
    look: `select 1 from oauth_authorization
      where authorization_id = $1 and (tenant_id, subscriber_id) is distinct from ($2, $3)`,
  },
};
