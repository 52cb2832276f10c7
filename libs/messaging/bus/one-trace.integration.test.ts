import { randomUUID } from 'node:crypto';
import { connectionErased, eraseConnection } from '@mail-access/contracts';
import { startTelemetry, type Telemetry } from '@mail-access/observability';
import { Controller } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishEvent } from '../events/publish-event.js';
import { EventGround } from '../fixtures/event-ground.js';
import { type CollectedSpan, type SpanCollector, startSpanCollector } from '../fixtures/span-collector.js';
import { HandlesRequest } from '../serve/handles-request.js';
import type { RequestContext } from '../serve/request-context.js';

let ground: EventGround;
let collector: SpanCollector;
let telemetry: Telemetry;
beforeAll(async () => {
  collector = await startSpanCollector();
  telemetry = startTelemetry({ service: 'test', instanceId: 'one', otlpEndpoint: collector.endpoint });
  ground = await EventGround.start();
});
afterAll(async () => {
  await ground.bus.stop();
  await telemetry.shutdown();
  await collector.close();
});

@Controller()
class Validator {
  @HandlesRequest(eraseConnection)
  async erase(_input: unknown, { tenantId, subscriberId }: RequestContext) {
    const connectionId = randomUUID();
    await ground.validator.database.transaction((tx) =>
      publishEvent(tx, connectionErased, { tenantId, subscriberId }, { connectionId }),
    );
    return { erased: true };
  }
}

it('is one trace from the caller through request, outbox and stream to the consumer, and one correlation id', async () => {
  await ground.bus.serve({ bus: ground.validator.bus, database: ground.validator.database }, Validator);
  await ground.serveVault();
  const relay = ground.startRelay();
  const gateway = await ground.bus.bus('api-gateway');
  const owner = { tenantId: 'acme', subscriberId: 'ada', correlationId: 'the-click' };
  const traceId = await trace.getTracer('test').startActiveSpan('click', async (click) => {
    await gateway.request(eraseConnection, {}, owner);
    click.end();
    return click.spanContext().traceId;
  });
  await expect.poll(() => ground.handled).toHaveLength(1);
  expect(ground.handled[0]?.correlationId).toBe('the-click');
  await relay.stop();
  await telemetry.flush();
  const request = named('request connection-validator.v1.erase-connection');
  const process = named('process connection-validator.v1.erase-connection');
  const publish = named('publish connection-validator.v1.connection-erased');
  const consume = named('process connection-validator.v1.connection-erased');
  expect([request, process, publish, consume].map((span) => span.traceId)).toEqual(Array(4).fill(traceId));
  expect(process.parentSpanId).toBe(request.spanId);
  expect(publish.parentSpanId).toBe(process.spanId);
  expect(consume.parentSpanId).toBe(publish.spanId);
  expect(request.attributes).toContainEqual({
    key: 'messaging.destination.name',
    value: { stringValue: 'connection-validator.v1.erase-connection' },
  });
});

function named(name: string): CollectedSpan {
  const span = collector.spans.find((one) => one.name === name);
  if (span === undefined) throw new Error(`no span ${name} among ${collector.spans.map((one) => one.name).join(', ')}`);
  return span;
}
