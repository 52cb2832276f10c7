import 'reflect-metadata';
import { BusTransport, connectBus } from '@mail-access/messaging';
import { createLogger, startTelemetry } from '@mail-access/observability';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { BareConnectionEcho, EnvelopeConnectionEcho } from './connection-echo.js';

/** A process that answers, one side each: `responder.js ours|bare <nats url>`. Says `ready` to its parent. */
const [side, url = ''] = process.argv.slice(2);

class ResponderModule {}
const root = { module: ResponderModule, controllers: [side === 'ours' ? EnvelopeConnectionEcho : BareConnectionEcho] };

async function options(): Promise<MicroserviceOptions> {
  if (side !== 'ours') return { transport: Transport.NATS, options: { servers: [url], user: 'bare', pass: 'bare' } };
  startTelemetry({ service: 'bench', instanceId: 'bench' });
  const logger = createLogger({ service: 'bench', level: 'error' });
  const credentials = { user: 'connection-validator', password: 'connection-validator' };
  const bus = await connectBus({ servers: url, credentials, party: 'connection-validator', logger });
  return { strategy: new BusTransport({ bus, logger }) };
}

const application = await NestFactory.createMicroservice(root, { ...(await options()), logger: ['error'] });
await application.listen();
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
