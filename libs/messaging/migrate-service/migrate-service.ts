import type { ServiceName } from '@mail-access/contracts';
import { migrate } from '@mail-access/persistence';
import { messagingMigrations } from '../migrations-directory.js';

/**
 * Brings the schema of a service forward as the role that owns it, and grants the service's own role, which is named as the
 * schema, what it needs of the tables. A service whose role owns its schema does this itself when it starts.
 *
 * @param migrations folder of the service's SQL
 */
export function migrateService(
  service: ServiceName,
  ownerUrl: string,
  migrations: string,
): Promise<{ applied: string[] }> {
  const schema = service.replaceAll('-', '_');
  return migrate({ url: ownerUrl, schema, directories: [messagingMigrations, migrations], grantTo: schema });
}
