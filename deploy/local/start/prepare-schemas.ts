import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { services, type ServiceName } from '@mail-access/contracts';
import { migrateService } from '@mail-access/messaging';
import { repositoryRoot } from '../launch/cache-directory.js';
import type { PostgresServer } from '../launch/postgres.js';

/**
 * A schema for each service that keeps data, migrated by the role that owns it, and the URL of the role that may use it: what the
 * services get. The owner's stays here.
 */
export async function prepareSchemas(postgres: PostgresServer): Promise<ReadonlyMap<ServiceName, string>> {
  const urls = new Map<ServiceName, string>();
  const migrationsOf = (service: ServiceName) => join(repositoryRoot(), 'services', service, 'migrations');
  const keepingData = services.filter((service) => existsSync(migrationsOf(service)));
  await Promise.all(
    keepingData.map(async (service) => {
      const { url, ownerUrl } = await postgres.createServiceRoles(service);
      await migrateService(service, ownerUrl, migrationsOf(service));
      urls.set(service, url);
    }),
  );
  return urls;
}
