import type { Anchor, Query } from '../audit/verify-chain.js';

/**
 * The heads that the vault says it told, of its own table; none where there is no such table. Whoever can cut the chain
 * off can cut this table too: they are better than nothing, and not what was kept outside.
 */
export async function storedAnchors(query: Query): Promise<Anchor[]> {
  const [table] = await query<{ exists: boolean }>(`select to_regclass('audit_anchor') is not null as exists`);
  if (table?.exists !== true) return [];
  return await query<Anchor>(
    `select position::float8 as position, encode(hash, 'hex') as hash from audit_anchor order by position`,
  );
}
