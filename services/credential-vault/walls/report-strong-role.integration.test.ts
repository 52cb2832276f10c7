import { join } from 'node:path';
import { migrateService } from '@mail-access/messaging';
import { createLogger } from '@mail-access/observability';
import { openDatabase } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportStrongRole } from './report-strong-role.js';

let infrastructure: TestInfrastructure;

beforeAll(async () => void (infrastructure = await startTestInfrastructure()));
afterAll(() => infrastructure.stop());

async function reportedOf(url: string): Promise<unknown> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'test', level: 'warn', destination });
  const database = await openDatabase({ url, schema: 'credential_vault', entities: [], applicationName: 'test' });
  await reportStrongRole(database, logger);
  await database.close();
  return lines.map((line) => (JSON.parse(line) as { powers: string[] }).powers).flat();
}

it('has nothing to say of a role that may use its schema, and names what another may do', async () => {
  const { url, ownerUrl } = await infrastructure.postgres.createServiceRoles('credential-vault');
  await migrateService('credential-vault', ownerUrl, join(import.meta.dirname, '../migrations'));
  expect(await reportedOf(url)).toEqual([]);
  expect(await reportedOf(ownerUrl)).toEqual(['owns-its-tables', 'changes-audit']);
  expect(await reportedOf(infrastructure.postgres.url)).toEqual(
    expect.arrayContaining(['superuser', 'sees-all-tenants', 'makes-schemas']),
  );
});
