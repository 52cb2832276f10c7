import { credentialRevealsSurged, type EventDataOf } from '@mail-access/contracts';
import { publishEvent } from '@mail-access/messaging';
import { acrossTenants, type Database } from '@mail-access/persistence';

/** Nobody's: a caller asks for credentials of many tenants. */
const nobody = { tenantId: '_', subscriberId: '_' };

/** Replicas see one surge each: the first to say so speaks for ten minutes. False when another did. */
export function tellOfSurge(database: Database, surge: EventDataOf<typeof credentialRevealsSurged>): Promise<boolean> {
  return acrossTenants(database, async (tx) => {
    const first = await tx.query<unknown[]>(
      `insert into reveal_surge as s (caller, told_at) values ($1, now())
       on conflict (caller) do update set told_at = now() where s.told_at < now() - interval '10 minutes'
       returning 1`,
      [surge.caller],
    );
    if (first.length === 0) return false;
    await publishEvent(tx, credentialRevealsSurged, nobody, surge);
    return true;
  });
}
