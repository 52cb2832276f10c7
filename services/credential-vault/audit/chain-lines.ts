import { auditSealed } from '@mail-access/contracts';
import { publishEvent } from '@mail-access/messaging';
import type { Transaction } from '@mail-access/persistence';
import { auditLineColumns, firstHash, hashOfLink, type AuditLine } from './audit-line.js';

/** The newest link. */
export interface ChainHead {
  readonly position: number;
  readonly hash: Buffer;
}

export const chainBatch = 1_000;

/** Nobody's: the chain is over the lines of all tenants. */
const nobody = { tenantId: '_', subscriberId: '_' };

/**
 * Chains the oldest lines that are not chained yet, in the order of their numbers; gives how many. Does nothing while
 * another replica is at it. A line with a lower number that commits later gets a later place.
 */
export async function chainLines(tx: Transaction): Promise<number> {
  const [lock] = await tx.query<{ taken: boolean }[]>(
    `select pg_try_advisory_xact_lock(hashtextextended('credential_vault audit chain', 0)) as taken`,
  );
  if (lock?.taken !== true) return 0;
  const lines = await tx.query<AuditLine[]>(
    `select ${auditLineColumns} from audit_unchained join audit_line l using (line_id) order by l.line_id limit $1`,
    [chainBatch],
  );
  if (lines.length === 0) return 0;
  let { position, hash } = await headOf(tx);
  const links = lines.map((line) => {
    position += 1;
    hash = hashOfLink(hash, position, line);
    return { position, lineId: line.lineId, hash };
  });
  await tx.query(
    `insert into audit_link (position, line_id, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])`,
    [links.map((link) => link.position), links.map((link) => link.lineId), links.map((link) => link.hash)],
  );
  await tx.query('delete from audit_unchained where line_id = any($1::bigint[])', [links.map((link) => link.lineId)]);
  return links.length;
}

async function headOf(tx: Transaction): Promise<ChainHead> {
  const [head] = await tx.query<{ position: string; hash: Buffer }[]>(
    'select position, hash from audit_link order by position desc limit 1',
  );
  return head === undefined ? { position: 0, hash: firstHash } : { position: Number(head.position), hash: head.hash };
}

/**
 * Tells the head of the chain outside, where whoever rewrites the tables cannot reach it; null when it was told already, or
 * another head less than `everyMs` ago.
 */
export async function anchorChain(tx: Transaction, everyMs: number): Promise<ChainHead | null> {
  const head = await headOf(tx);
  const told = await tx.query<unknown[]>(
    `insert into audit_anchor (position, hash) select $1::bigint, $2::bytea
     where $1::bigint > 0 and not exists (
       select from audit_anchor where position >= $1::bigint or told_at > now() - $3::float8 * interval '1 millisecond'
     ) on conflict do nothing returning 1`,
    [head.position, head.hash, everyMs],
  );
  if (told.length === 0) return null;
  await publishEvent(tx, auditSealed, nobody, { position: head.position, hash: head.hash.toString('hex') });
  return head;
}
