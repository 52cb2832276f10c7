import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { grantToService } from './grant-to-service.js';
import { quoteSchema } from './quote-schema.js';

export interface MigrateOptions {
  readonly url: string;
  readonly schema: string;
  /** Folders of `.sql` files, applied folder by folder, each in the order of its file names. A name occurs once in all. */
  readonly directories: readonly string[];
  /** The role of the service, when that of `url` is another one that only owns the schema. */
  readonly grantTo?: string;
}

/** What is wrong with the migrations, in one sentence that names the file. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface MigrationFile {
  readonly name: string;
  readonly directory: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Brings a schema forward; each file and its record commit in one transaction. Replicas that start together take turns
 * under one advisory lock. Throws MigrationError before touching anything when an applied file was changed, removed, or
 * preceded by a new one. Migrations of a newer version are left alone, so that an older replica still starts during a
 * rolling update.
 *
 * A role that does not own the schema can change nothing in it: then everything must be applied already, otherwise the
 * MigrationError says what to run.
 *
 * Own runner, because node-pg-migrate 9 keeps no checksums, reads one folder, and fails instead of waiting when
 * another replica holds its lock.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const files = await readFiles(options.directories);
  const client = new pg.Client({
    connectionString: options.url,
    application_name: `${options.schema} migrations`,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 120_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (await belongsToAnother(client, options.schema)) return await expectApplied(client, options.schema, files);
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${options.schema}`]);
    await prepareSchema(client, options.schema);
    const pending = pendingMigrations(files, await appliedMigrations(client));
    for (const file of pending) await apply(client, file);
    if (options.grantTo !== undefined) await grantToService(client, options.schema, options.grantTo);
    return { applied: pending.map((file) => file.name) };
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select name, checksum from schema_migration order by position',
  );
  return rows;
}

async function belongsToAnother(client: pg.Client, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ foreign: boolean }>(
    `select not pg_has_role(nspowner, 'usage') as foreign from pg_namespace where nspname = $1`,
    [schema],
  );
  return rows[0]?.foreign ?? false;
}

async function expectApplied(
  client: pg.Client,
  schema: string,
  files: readonly MigrationFile[],
): Promise<{ applied: string[] }> {
  await client.query(`set search_path to ${quoteSchema(schema)}`);
  const { rows } = await client.query<{ there: boolean }>(
    `select coalesce(has_table_privilege(to_regclass('schema_migration'), 'select'), false) as there`,
  );
  const pending = pendingMigrations(files, rows[0]?.there === true ? await appliedMigrations(client) : []);
  if (pending.length === 0) return { applied: [] };
  const names = pending.map(({ name }) => name).join(', ');
  throw new MigrationError(
    `the schema ${schema} belongs to another role, and is not up to date (${names}): run \`npm run migrate\` as its owner`,
  );
}

/** Decides what is left to apply, or throws MigrationError. */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  let unknown: string | undefined;
  for (const { name, checksum } of applied) {
    const file = byName.get(name);
    if (!file) {
      unknown ??= name;
      continue;
    }
    if (unknown) throw new MigrationError(`${unknown} was applied before ${name}, and is no longer there`);
    if (file.checksum !== checksum)
      throw new MigrationError(`${name} was changed after it was applied: add a new file`);
  }
  const done = new Set(applied.map(({ name }) => name));
  for (const [index, file] of files.entries()) {
    const later = files.slice(index + 1).find((next) => next.directory === file.directory && done.has(next.name));
    if (!done.has(file.name) && later) {
      throw new MigrationError(`${file.name} is new, but comes before ${later.name}, which is applied`);
    }
  }
  return files.filter((file) => !done.has(file.name));
}

async function readFiles(directories: readonly string[]): Promise<MigrationFile[]> {
  const files: MigrationFile[] = [];
  for (const directory of directories) {
    const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
    for (const name of names) {
      if (files.some((file) => file.name === name)) throw new MigrationError(`${name} occurs in two folders`);
      const sql = await readFile(join(directory, name), 'utf8');
      files.push({ name, directory, sql, checksum: createHash('sha256').update(sql).digest('hex') });
    }
  }
  return files;
}

async function prepareSchema(client: pg.Client, schema: string): Promise<void> {
  // "create schema if not exists" asks for the right to create even when the schema exists: look first.
  const found = await client.query('select 1 from pg_namespace where nspname = $1', [schema]);
  if (found.rowCount === 0) await client.query(`create schema ${quoteSchema(schema)}`);
  await client.query(`set search_path to ${quoteSchema(schema)}`);
  await client.query(
    `create table if not exists schema_migration (
       position integer generated always as identity primary key,
       name text not null unique,
       checksum text not null,
       applied_at timestamptz not null default now()
     )`,
  );
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [file.name, file.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`${file.name} failed: ${reason}`, { cause: error });
  }
}
