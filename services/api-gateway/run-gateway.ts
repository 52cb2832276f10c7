import { randomUUID } from 'node:crypto';
import { connectBus } from '@mail-access/messaging';
import type { RunningService } from '@mail-access/messaging';
import { createLogger, startTelemetry } from '@mail-access/observability';
import type { Configuration } from './configuration.js';
import { startGateway } from './start-gateway.js';

/** Runs the gateway with what it stands on: telemetry, bus, HTTP; closes in the reverse order. */
export async function runGateway(configuration: Configuration): Promise<RunningService> {
  const party = 'api-gateway';
  const instanceId = `${party}-${randomUUID().slice(0, 8)}`;
  const logger = createLogger({ service: party, level: configuration.LOG_LEVEL });
  const otlpEndpoint = configuration.OTEL_EXPORTER_OTLP_ENDPOINT;
  const telemetry = startTelemetry({ service: party, instanceId, otlpEndpoint, logger });
  const { NATS_URL: servers, NATS_CREDENTIALS: credentials } = configuration;
  const bus = await connectBus({ servers, credentials, party, logger });
  const gateway = await startGateway(configuration, { bus, logger, telemetry });
  logger.info('service-ready', { instanceId, port: gateway.port });
  const close = async (): Promise<void> => {
    await gateway.close();
    await bus.close();
    await telemetry.shutdown();
  };
  return { healthPort: gateway.port, instanceId, close };
}
