import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@mail-access/contracts';
import {
  createLogger,
  endOnCrash,
  startHealthServer,
  startTelemetry,
  type Logger,
  type Telemetry,
} from '@mail-access/observability';
import { migrate, openDatabase, openNotifications, type Database, type Notifications } from '@mail-access/persistence';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { z } from 'zod';
import type { Bus } from '../bus/bus.js';
import { connectBus } from '../bus/connect-bus.js';
import { OutboxRelay } from '../events/outbox-relay.js';
import { messagingMigrations } from '../migrations-directory.js';
import { BusTransport } from '../serve/bus-transport.js';
import type { serviceEnvironment } from './environment.js';

/** The settings that every service on the bus shares, parsed. */
export type ServiceSettings = z.output<z.ZodObject<typeof serviceEnvironment>>;

/** What a service stands on: made before it, closed after it. */
export interface ServiceFoundation {
  readonly database: Database;
  readonly notifications: Notifications;
  readonly bus: Bus;
  readonly logger: Logger;
  /** Names this process among the replicas of its service. */
  readonly instanceId: string;
}

/** A service's own parts. `start` runs once requests are answered; `stop` once no new ones are, before the rest closes. */
export interface AssembledService {
  readonly module: DynamicModule;
  start?(): void;
  stop?(): Promise<void>;
}

export interface ServiceDefinition {
  readonly party: ServiceName;
  readonly settings: ServiceSettings;
  readonly entities: readonly Function[];
  /** Folder of the service's SQL migrations. */
  readonly migrations: string;
  assemble(foundation: ServiceFoundation): AssembledService | Promise<AssembledService>;
}

export interface RunningService {
  readonly healthPort: number;
  readonly instanceId: string;
  /** Drains and closes; a second call waits for the first. */
  close(): Promise<void>;
}

/**
 * Runs a service that answers on the bus and keeps data: schema brought forward, database, bus, outbox relay, Nest with
 * the bus as its transport, health endpoints. Closes in the reverse order, after what is under way was answered.
 */
export async function runService(definition: ServiceDefinition): Promise<RunningService> {
  const { party, settings } = definition;
  const schema = party.replaceAll('-', '_');
  const instanceId = `${party}-${randomUUID().slice(0, 8)}`;
  const logger = createLogger({ service: party, level: settings.LOG_LEVEL });
  const telemetry = startTelemetry({
    service: party,
    instanceId,
    otlpEndpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    logger,
  });
  const closing: Closing = [() => telemetry.shutdown()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) {
      await step().catch((error: unknown) => logger.error('service-close-failed', { err: error }));
    }
  };
  try {
    const foundation = await layFoundation(definition, { schema, instanceId, logger, closing });
    await answerRequests(definition, foundation, closing);
    const healthPort = await serveHealth(settings, foundation, telemetry, closing);
    logger.info('service-ready', { instanceId, healthPort });
    let closed: Promise<void> | undefined;
    return { healthPort, instanceId, close: () => (closed ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What was opened is closed in the reverse order. */
type Closing = (() => Promise<void>)[];

async function answerRequests(
  definition: ServiceDefinition,
  foundation: ServiceFoundation,
  closing: Closing,
): Promise<void> {
  const { bus, logger, database } = foundation;
  const service = await definition.assemble(foundation);
  const strategy = new BusTransport({ bus, logger, database });
  const app = await NestFactory.createMicroservice(service.module, { strategy, logger: false, abortOnError: false });
  closing.push(
    async () => service.stop?.(),
    () => app.close(),
  );
  await app.listen();
  service.start?.();
}

async function serveHealth(
  settings: ServiceSettings,
  { database, bus }: ServiceFoundation,
  telemetry: Telemetry,
  closing: Closing,
): Promise<number> {
  const health = await startHealthServer({
    port: settings.HEALTH_PORT,
    ...(settings.HEALTH_HOST === undefined ? {} : { host: settings.HEALTH_HOST }),
    checks: { database: () => database.check(), bus: () => bus.check() },
    telemetry,
  });
  closing.push(() => health.close());
  return health.port;
}

async function layFoundation(
  { party, settings, entities, migrations }: ServiceDefinition,
  parts: { schema: string; instanceId: string; logger: Logger; closing: Closing },
): Promise<ServiceFoundation> {
  const { schema, instanceId, logger, closing } = parts;
  const url = settings.DATABASE_URL;
  const connecting = connectBus({ servers: settings.NATS_URL, credentials: settings.NATS_CREDENTIALS, party, logger });
  // Connects meanwhile: its failure is told where it is awaited, and the bus is closed also when that is never reached.
  const connected = connecting.catch(() => undefined);
  closing.push(async () => (await connected)?.close());
  const { applied } = await migrate({ url, schema, directories: [messagingMigrations, migrations] });
  if (applied.length > 0) logger.info('schema-migrated', { applied });
  const database = await openDatabase({ url, schema, entities, applicationName: instanceId });
  closing.push(() => database.close());
  const notifications = await openNotifications({ url });
  closing.push(() => notifications.close());
  const bus = await connecting;
  const relay = new OutboxRelay({ database, notifications, bus, logger });
  relay.start();
  closing.push(() => relay.stop());
  return { database, notifications, bus, logger, instanceId };
}

/** Runs a service as this process: closes it on SIGTERM and SIGINT, and ends with code 1 and one sentence when it cannot start. */
export async function runAsProcess(start: () => Promise<RunningService>): Promise<void> {
  endOnCrash();
  try {
    const service = await start();
    const end = (): void => {
      // A listener of a library would keep the process alive after everything of ours is closed.
      void service.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
