import { createHash } from 'node:crypto';
import type { Database } from '@mail-access/persistence';
import type { Owner } from '../credentials/credential-vault.js';
import { hostKey } from '../discover-settings/host-key.js';

/** Different hosts within a minute. Somebody who corrects settings comes to a few; more is somebody who looks for servers. */
export interface TypedHostLimits {
  readonly subscriberPerMinute: number;
  readonly tenantPerMinute: number;
}
const usualLimits: TypedHostLimits = { subscriberPerMinute: 60, tenantPerMinute: 600 };

/** `rest`: seconds until it no longer counts. */
interface CountedHost {
  readonly own: boolean;
  readonly digest: string;
  readonly rest: number;
}

const counted = `
  SELECT subscriber_id = $2 AS own, host_digest AS digest,
    greatest(1, ceil(60 - extract(epoch FROM now() - tried_at)))::int AS rest
  FROM typed_host WHERE tenant_id = $1 AND tried_at > now() - interval '1 minute'`;
const keep = `
  INSERT INTO typed_host (tenant_id, subscriber_id, host_digest, tried_at) SELECT $1, $2, unnest($3::text[]), now()
  ON CONFLICT (tenant_id, subscriber_id, host_digest) DO UPDATE SET tried_at = now()`;
const forget = `DELETE FROM typed_host WHERE tenant_id = $1 AND tried_at < now() - interval '1 minute'`;

function digestOf(host: string): string {
  return createHash('sha256').update(hostKey(host)).digest('base64url');
}

/** Seconds until `fresh` more hosts fit; null when they do now. */
function waitFor(fresh: number, hosts: readonly CountedHost[], most: number): number | null {
  const ends = hosts.map(({ rest }) => rest).sort((a, b) => a - b);
  const tooMany = ends.length + fresh - most;
  return tooMany <= 0 ? null : (ends[Math.min(tooMany, ends.length) - 1] ?? 60);
}

/**
 * How many different hosts a subscriber and a tenant may type in a minute, across replicas. The same hosts again cost
 * nothing: another password or port is tried at once. Callers at the same moment may go over it by what each asks for.
 */
export class PostgresTypedHostAllowance {
  constructor(
    private readonly database: Database,
    private readonly limits: TypedHostLimits = usualLimits,
  ) {}

  /** Null: go ahead. Otherwise the seconds until these hosts may be tried. */
  async take({ tenantId, subscriberId }: Owner, hosts: readonly string[]): Promise<number | null> {
    const { dataSource } = this.database;
    const wanted = [...new Set(hosts.map(digestOf))];
    const all: CountedHost[] = await dataSource.query(counted, [tenantId, subscriberId]);
    const own = all.filter((one) => one.own);
    const fresh = wanted.filter((digest) => own.every((one) => one.digest !== digest));
    if (fresh.length === 0) return null;
    const { subscriberPerMinute, tenantPerMinute } = this.limits;
    const waits = [waitFor(fresh.length, own, subscriberPerMinute), waitFor(fresh.length, all, tenantPerMinute)];
    const longest = Math.max(...waits.map((seconds) => seconds ?? 0));
    if (longest > 0) return longest;
    await dataSource.query(keep, [tenantId, subscriberId, fresh]);
    await dataSource.query(forget, [tenantId]);
    return null;
  }
}
