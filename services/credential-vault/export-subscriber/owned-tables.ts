import type { Transaction } from '@mail-access/persistence';

/** A table that holds something of subscribers, and how its rows are found. */
export interface OwnedTable {
  /** `schema.table`, quoted where it must be. */
  readonly name: string;
  /** Condition on `t` with the tenant as `$1` and the subscriber as `$2`. */
  readonly condition: string;
  /** Columns that are told of, and not shown: sealed, encrypted or hashed. */
  readonly hidden: readonly string[];
}

interface Row {
  readonly name: string;
  readonly hidden: string[];
  readonly owned: boolean;
  /** Of a table whose rows belong to those of another one: `t.a = p.a and …`, and that table. */
  readonly belonging: string | null;
  readonly parent: string | null;
}

/**
 * Every table of the services that has a tenant and a subscriber, or refers to one that has. Asked of PostgreSQL and not
 * listed here, so that a new table is exported without being thought of.
 */
export async function ownedTables(tx: Transaction, schemas: readonly string[]): Promise<OwnedTable[]> {
  const rows = await tx.query<Row[]>(select, [schemas]);
  const owned = new Set(rows.filter((row) => row.owned).map(({ name }) => name));
  const tables = rows.flatMap(({ name, hidden, owned: isOwned, belonging, parent }): OwnedTable[] => {
    if (isOwned) return [{ name, hidden, condition: 't.tenant_id = $1 and t.subscriber_id = $2' }];
    if (parent === null || belonging === null || !owned.has(parent)) return [];
    const owner = 'p.tenant_id = $1 and p.subscriber_id = $2';
    return [{ name, hidden, condition: `exists (select from ${parent} p where ${belonging} and ${owner})` }];
  });
  return [...new Map(tables.map((table) => [table.name, table])).values()];
}

const select = `
  select format('%I.%I', n.nspname, c.relname) as name,
         array(select a.attname::text from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 and (a.atttypid = 'bytea'::regtype or a.attname ~ 'sealed|secret|hash|fingerprint')) as hidden,
         (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant_id', 'subscriber_id')
            and not a.attisdropped) = 2 as owned,
         (select string_agg(format('t.%I = p.%I', own.attname, other.attname), ' and ')
          from unnest(f.conkey, f.confkey) as pair (own, other)
          join pg_attribute own on own.attrelid = c.oid and own.attnum = pair.own
          join pg_attribute other on other.attrelid = f.confrelid and other.attnum = pair.other) as belonging,
         (select format('%I.%I', pn.nspname, p.relname) from pg_class p join pg_namespace pn on pn.oid = p.relnamespace
          where p.oid = f.confrelid) as parent
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
  where n.nspname = any($1) and c.relkind in ('r', 'p')
  order by 1, parent`;
