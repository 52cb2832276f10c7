import { openDatabase, migrate, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { PostgresDiscoveryAllowance } from './discovery-allowance.js';

let infrastructure: TestInfrastructure;
let database: Database;
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('connection-validator');
  const schema = 'connection_validator';
  await migrate({ url, schema, directories: [connectionValidatorSchema.migrations] });
  database = await openDatabase({ url, schema, entities: [], applicationName: 'allowance' });
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const limits = { subscriberPerMinute: 3, tenantPerMinute: 5 };

it('counts for a subscriber and for the tenant, in every replica together', async () => {
  const replicas = [1, 2].map(() => new PostgresDiscoveryAllowance(database, limits));
  const take = (subscriberId: string, replica = 0, tenantId = 'acme') =>
    replicas[replica]?.take({ tenantId, subscriberId });
  const first = await Promise.all([take('ada'), take('ada', 1), take('ada'), take('ada', 1)]);
  expect(first.filter((rest) => rest === null)).toHaveLength(3);
  expect(first.find((rest) => rest !== null)).toBeGreaterThan(0);
  // The tenant has used four of its five, by one subscriber; the refused one counts too.
  expect([await take('bob'), await take('eve')]).toEqual([null, expect.any(Number)]);
  expect(await take('ada', 0, 'other')).toBeNull();
});

it('begins anew with the next minute', async () => {
  const allowance = new PostgresDiscoveryAllowance(database, { ...limits, subscriberPerMinute: 1 });
  const owner = { tenantId: 'slow', subscriberId: 'ada' };
  expect([await allowance.take(owner), await allowance.take(owner)]).toEqual([null, expect.any(Number)]);
  await database.dataSource.query(`update discovery_allowance set window_start = now() - interval '61 seconds'`);
  expect(await allowance.take(owner)).toBeNull();
});
