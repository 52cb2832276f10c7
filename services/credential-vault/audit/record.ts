import { currentContext, currentTraceId } from '@mail-access/observability';
import type { Transaction } from '@mail-access/persistence';

/** What happened to a credential: who did what, to which, and why or with what outcome. Identifiers only, no content. */
export interface AuditEntry {
  readonly action: 'store' | 'reveal' | 'refresh' | 'refusal' | 'rotation' | 'erasure' | 'authorization' | 'export';
  readonly credentialId?: string | undefined;
  /** As the caller named them. */
  readonly tenantId?: string | undefined;
  readonly subscriberId?: string | undefined;
  /** What the credential is for. */
  readonly purpose?: string | undefined;
  /** The NATS user who asked; for the service's own work its folder, as `rotate-keys`. */
  readonly caller: string | undefined;
  /** A word of ours: lower-case letters, digits and `: . _ -`, at most 100; for a refusal its code. */
  readonly outcome: string;
}

/**
 * Writes a line of the audit into this transaction: what is done and that it was done commit together. Time, trace id and
 * correlation id are added here; the sequencer chains the line within a second or so.
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.query(insert, [
    entry.action,
    entry.outcome,
    entry.caller ?? 'nobody',
    entry.tenantId ?? null,
    entry.subscriberId ?? null,
    entry.credentialId ?? null,
    entry.purpose ?? null,
    currentTraceId() ?? null,
    currentContext()?.correlationId ?? null,
  ]);
}

const insert = `
  insert into audit_line (action, outcome, caller, tenant_id, subscriber_id, credential_id, purpose, trace_id, correlation_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
