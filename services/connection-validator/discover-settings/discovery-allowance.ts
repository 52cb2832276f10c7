import type { Database } from '@mail-access/persistence';

interface Owner {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** A page asks once for each address that is typed; more is somebody who looks for servers. */
export interface AllowanceLimits {
  readonly subscriberPerMinute: number;
  readonly tenantPerMinute: number;
}
export const usualLimits: AllowanceLimits = { subscriberPerMinute: 10, tenantPerMinute: 120 };

/** Counts a use in the current window, and begins another when that is over. */
const count = `
  INSERT INTO discovery_allowance AS a (tenant_id, subscriber_id, window_start, used)
  VALUES ($1, '', now(), 1), ($1, $2, now(), 1)
  ON CONFLICT (tenant_id, subscriber_id) DO UPDATE SET
    used = CASE WHEN a.window_start < now() - interval '1 minute' THEN 1 ELSE a.used + 1 END,
    window_start = CASE WHEN a.window_start < now() - interval '1 minute' THEN now() ELSE a.window_start END
  RETURNING subscriber_id, used, greatest(1, ceil(60 - extract(epoch FROM now() - window_start)))::int AS rest`;

/** A statement of its own, which waits for nobody: together with the count two callers could wait for each other. */
const forget = `
  DELETE FROM discovery_allowance WHERE ctid IN (
    SELECT ctid FROM discovery_allowance WHERE window_start < now() - interval '10 minutes' LIMIT 100 FOR UPDATE SKIP LOCKED
  )`;

/** How often the outside may be asked for a subscriber and a tenant, across replicas. */
export class PostgresDiscoveryAllowance {
  constructor(
    private readonly database: Database,
    private readonly limits: AllowanceLimits = usualLimits,
  ) {}

  /** Null: go ahead. Otherwise the seconds until the next minute begins. */
  async take({ tenantId, subscriberId }: Owner): Promise<number | null> {
    const rows: { subscriber_id: string; used: number; rest: number }[] = await this.database.dataSource.query(count, [
      tenantId,
      subscriberId,
    ]);
    // A window begins: once a minute and subscriber at most.
    if (rows.some(({ used }) => used === 1)) await this.database.dataSource.query(forget);
    const { subscriberPerMinute, tenantPerMinute } = this.limits;
    const spent = rows.filter(
      ({ subscriber_id: subscriber, used }) => used > (subscriber === '' ? tenantPerMinute : subscriberPerMinute),
    );
    return spent.length === 0 ? null : Math.max(...spent.map(({ rest }) => rest));
  }
}
