import { resolve } from 'node:path';
import { openDatabase } from '@mail-access/persistence';
import { SubscriberId, TenantId } from '@mail-access/contracts';
import { databaseAccess } from '../verify-audit/database-access.js';
import { exportSubscriber } from './export-subscriber.js';

/** `npm run -s vault:export-subscriber -- <tenant> <subscriber> > file.json`; the role of `DATABASE_URL` reads all schemas. */
try {
  const [tenantId, subscriberId] = [TenantId.safeParse(process.argv[2]), SubscriberId.safeParse(process.argv[3])];
  if (!tenantId.success || !subscriberId.success) throw new Error('say whose: <tenant> <subscriber>');
  const url = await databaseAccess(process.env, resolve(import.meta.dirname, '../../../../.local'));
  const options = { schema: 'credential_vault', entities: [], applicationName: 'export-subscriber' };
  const database = await openDatabase({ ...options, url, statementTimeoutMs: 60_000 });
  try {
    const owner = { tenantId: tenantId.data, subscriberId: subscriberId.data };
    const exported = await exportSubscriber(database, owner, 'operator');
    process.stdout.write(`${JSON.stringify(exported, null, 2)}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
