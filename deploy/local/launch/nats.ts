import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.js';
import { ensureDebianPackages } from './debian-packages.js';
import { freePort, untilGreeted } from './free-port.js';
import { startProcess } from './owned-process.js';
import type { Ending } from './owned-process.js';

/** Subjects a user may publish or subscribe to, as nats-server's configuration writes them. */
export interface NatsSubjects {
  allow?: readonly string[];
  deny?: readonly string[];
}

/** One user of the server; without `permissions` it may do everything. */
export interface NatsUser {
  user: string;
  password: string;
  permissions?: {
    publish?: NatsSubjects | readonly string[];
    subscribe?: NatsSubjects | readonly string[];
    allow_responses?: boolean | { max: number; expires: string };
  };
}

/** A running nats-server with JetStream. */
export interface NatsServer extends AsyncDisposable {
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, asked or not. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
  /** SIGKILL: what a crash looks like to the clients. JetStream's files stay in the directory. */
  kill(): Promise<void>;
}

/** Starts nats-server (2.10 of Debian trixie: array of filter subjects, consumer metadata) on loopback; ready in about 0.1 s. */
export async function startNats(options: {
  directory: string;
  port?: number;
  users: readonly NatsUser[];
  /** Bytes; the server refuses a bigger message. */
  maxPayload?: number;
}): Promise<NatsServer> {
  const root = await ensureDebianPackages(['nats-server'], { cacheDirectory: cacheDirectory(), suite: 'trixie' });
  const port = options.port ?? (await freePort());
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const configuration = join(options.directory, 'nats-server.conf');
  writeFileSync(configuration, natsConfiguration({ ...options, port }), { mode: 0o600 });
  const logFile = join(options.directory, 'nats-server.log');
  const server = startProcess({
    command: join(root, 'usr/sbin/nats-server'),
    args: ['-c', configuration],
    logFile,
    deathSignal: 'TERM',
  });
  await untilGreeted(port, 10_000, () => server.running).catch(async () => {
    await server.kill();
    throw new Error(`nats-server did not start; its log is ${logFile}`);
  });
  const stop = () => server.stop('SIGTERM', 3_000);
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    pid: server.pid,
    ended: server.ended,
    stop,
    kill: () => server.kill(),
    [Symbol.asyncDispose]: stop,
  };
}

/** The configuration file: JSON is a subset of what nats-server reads. */
function natsConfiguration(options: {
  directory: string;
  port: number;
  users: readonly NatsUser[];
  maxPayload?: number;
}) {
  return JSON.stringify(
    {
      listen: `127.0.0.1:${options.port}`,
      max_payload: options.maxPayload ?? 1_048_576,
      jetstream: { store_dir: join(options.directory, 'jetstream'), sync_interval: '10s' },
      authorization: { users: options.users },
    },
    null,
    2,
  );
}
