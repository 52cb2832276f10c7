import { createHash } from 'node:crypto';

/** A line as it is hashed: every column as text, null where there is none. */
export interface AuditLine {
  readonly lineId: string;
  /** RFC 3339 UTC with microseconds, as PostgreSQL keeps it. */
  readonly happenedAt: string;
  readonly action: string;
  readonly outcome: string;
  readonly caller: string;
  readonly tenantId: string | null;
  readonly subscriberId: string | null;
  readonly credentialId: string | null;
  readonly purpose: string | null;
  readonly traceId: string | null;
  readonly correlationId: string | null;
}

/** The columns of a line, of the table `l`. */
export const auditLineColumns = `
  l.line_id::text as "lineId", to_char(l.happened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "happenedAt",
  l.action, l.outcome, l.caller, l.tenant_id as "tenantId", l.subscriber_id as "subscriberId",
  l.credential_id::text as "credentialId", l.purpose, l.trace_id as "traceId", l.correlation_id as "correlationId"`;

/** What the first link is chained to. */
export const firstHash: Buffer = createHash('sha256').update('mail-access audit 1').digest();

/**
 * The hash of a link: SHA-256 over the hash before it, its position and every field of its line. Each field is preceded by
 * its length in bytes (-1 for none), so that no two lines have one encoding.
 */
export function hashOfLink(previous: Buffer, position: number, line: AuditLine): Buffer {
  const hash = createHash('sha256').update(previous);
  const fields = [
    ...[String(position), line.lineId, line.happenedAt, line.action, line.outcome, line.caller, line.tenantId],
    ...[line.subscriberId, line.credentialId, line.purpose, line.traceId, line.correlationId],
  ];
  for (const field of fields) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : Buffer.byteLength(field));
    hash.update(length).update(field ?? '');
  }
  return hash.digest();
}
