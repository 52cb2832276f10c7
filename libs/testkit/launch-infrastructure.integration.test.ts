import { existsSync } from 'node:fs';
import pg from 'pg';
import { expect, it } from 'vitest';
import { startTestInfrastructure } from './launch-infrastructure.js';

it('gives a PostgreSQL and a NATS of its own, and removes their folder at the end', async () => {
  const infrastructure = await startTestInfrastructure();
  expect(infrastructure.nats.url).toMatch(/^nats:\/\/127\.0\.0\.1:\d+$/);
  expect(existsSync(infrastructure.directory)).toBe(true);
  await infrastructure.stop();
  expect(existsSync(infrastructure.directory)).toBe(false);
});

it('lets a service role make tables in its own schema and not read those of another', async () => {
  await using infrastructure = await startTestInfrastructure();
  const vault = await infrastructure.postgres.createServiceRole('credential-vault');
  const validator = await infrastructure.postgres.createServiceRole('connection-validator');
  await query(vault, 'create table credential (id int)');
  await query(validator, 'create table connection (id int)');
  await expect(query(validator, 'select * from credential_vault.credential')).rejects.toMatchObject({ code: '42501' });
});

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
