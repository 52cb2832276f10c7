import { auditLineColumns, firstHash, hashOfLink, type AuditLine } from './audit-line.js';

/** A head of the chain that was told outside. */
export interface Anchor {
  readonly position: number;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** What is wrong first, in one sentence that names the line. */
export interface Verdict {
  /** Links that are whole, from the first on. */
  readonly whole: number;
  readonly broken?: string;
  /** Of the last whole link. */
  readonly head?: Anchor;
}

type Link = { readonly position: string; readonly hash: Buffer } & {
  readonly [Field in keyof AuditLine]: AuditLine[Field] | null;
};

/** Asks PostgreSQL, in a transaction that sees all tenants. */
export type Query = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

const page = 5_000;

/**
 * Follows the chain from its first link. Notices a line that was changed, removed, put in or moved; against anchors also a
 * chain that was cut off at its end, or written anew from some place on.
 */
export async function verifyChain(query: Query, anchors: readonly Anchor[]): Promise<Verdict> {
  const sealed = new Map(anchors.map(({ position, hash }) => [position, hash]));
  let whole = 0;
  let hash = firstHash;
  for (;;) {
    const links = await query<Link>(
      `select k.position::text as position, k.hash, ${auditLineColumns}
       from audit_link k left join audit_line l using (line_id) where k.position > $1 order by k.position limit $2`,
      [whole, page],
    );
    for (const link of links) {
      const broken = problemOf(link, whole + 1, hash, sealed);
      if (broken !== undefined) return verdict(whole, hash, broken);
      whole += 1;
      hash = link.hash;
    }
    if (links.length < page) break;
  }
  return verdict(whole, hash, cutOff(anchors, whole) ?? (await unchained(query)));
}

function problemOf(link: Link, position: number, previous: Buffer, sealed: ReadonlyMap<number, string>) {
  if (Number(link.position) !== position) return `link ${position} is missing: a line was removed`;
  if (link.lineId === null) return `the line of link ${position} is missing: it was removed`;
  const where = `link ${position}, line ${link.lineId} of ${link.happenedAt ?? 'no time'}`;
  const expected = hashOfLink(previous, position, link as AuditLine);
  if (!expected.equals(link.hash)) return `${where} was changed, put in or moved`;
  const anchor = sealed.get(position);
  if (anchor === undefined || anchor === link.hash.toString('hex')) return undefined;
  return `${where} does not have the hash that was sealed there: it, or one before it, was written anew`;
}

function cutOff(anchors: readonly Anchor[], last: number): string | undefined {
  const furthest = Math.max(0, ...anchors.map(({ position }) => position));
  if (furthest <= last) return undefined;
  return `link ${last + 1} is missing: the audit was sealed up to ${furthest}, and is cut off`;
}

/** The sequencer needs moments: a line that waits for minutes was kept from it, or put in without it. */
async function unchained(query: Query): Promise<string | undefined> {
  const [line] = await query<{ lineId: string; happenedAt: string }>(
    `select ${auditLineColumns} from audit_line l
     where not exists (select from audit_link k where k.line_id = l.line_id) and l.happened_at < now() - interval '5 minutes'
     order by l.line_id limit 1`,
  );
  return (
    line && `line ${line.lineId} of ${line.happenedAt} is not in the chain: it was put in, or its link was removed`
  );
}

function verdict(whole: number, hash: Buffer, broken: string | undefined): Verdict {
  return {
    whole,
    ...(broken !== undefined && { broken }),
    ...(whole > 0 && { head: { position: whole, hash: hash.toString('hex') } }),
  };
}
