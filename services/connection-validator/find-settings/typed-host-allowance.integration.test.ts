import { migrate, openDatabase, type Database } from '@mail-access/persistence';
import { startTestInfrastructure, type TestInfrastructure } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectionValidatorSchema } from '../assemble.js';
import { PostgresTypedHostAllowance } from './typed-host-allowance.js';

let infrastructure: TestInfrastructure;
let database: Database;
beforeAll(async () => {
  infrastructure = await startTestInfrastructure();
  const url = await infrastructure.postgres.createServiceRole('connection-validator');
  const schema = 'connection_validator';
  await migrate({ url, schema, directories: [connectionValidatorSchema.migrations] });
  database = await openDatabase({ url, schema, entities: [], applicationName: 'typed-hosts' });
});
afterAll(async () => {
  await database.close();
  await infrastructure.stop();
});

const limits = { subscriberPerMinute: 3, tenantPerMinute: 5 };
const later = () => database.dataSource.query(`update typed_host set tried_at = tried_at - interval '61 seconds'`);

it('counts different hosts of a subscriber and of the tenant, in every replica together', async () => {
  const replicas = [1, 2].map(() => new PostgresTypedHostAllowance(database, limits));
  const take = (subscriberId: string, hosts: string[], replica = 0, tenantId = 'acme') =>
    replicas[replica]?.take({ tenantId, subscriberId }, hosts);
  expect(await take('ada', ['imap.one.example', 'smtp.one.example'])).toBeNull();
  expect(await take('ada', ['imap.two.example'], 1)).toBeNull();
  expect(await take('ada', ['imap.three.example'])).toSatisfy((seconds: number) => seconds > 50 && seconds <= 60);
  // What was tried before may be tried again at once, however it is spelled.
  expect(await take('ada', ['IMAP.one.example.', 'smtp.one.example'], 1)).toBeNull();
  expect(await take('bob', ['a.example', 'b.example'])).toBeNull();
  expect(await take('eve', ['imap.one.example'], 1)).toBeGreaterThan(0);
  expect(await take('eve', ['imap.one.example'], 1, 'other')).toBeNull();
  await later();
  expect(await take('ada', ['imap.three.example'])).toBeNull();
});

it('keeps no host name, and nothing of the minute before', async () => {
  const allowance = new PostgresTypedHostAllowance(database, limits);
  const owner = { tenantId: 'quiet', subscriberId: 'ada' };
  await allowance.take(owner, ['imap.secret.example']);
  expect(JSON.stringify(await database.dataSource.query('select * from typed_host'))).not.toContain('secret');
  await later();
  await allowance.take(owner, ['imap.other.example']);
  expect(await database.dataSource.query(`select 1 from typed_host where tenant_id = 'quiet'`)).toHaveLength(1);
});
