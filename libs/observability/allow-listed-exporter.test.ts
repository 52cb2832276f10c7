import { SpanStatusCode } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { expect, it } from 'vitest';
import { AllowListedExporter } from './allow-listed-exporter.js';

const secret = 'hunter2 & søster';

function exported(work: (tracer: ReturnType<TracerProvider['getTracer']>) => void) {
  const memory = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'tested', 'process.command_args': secret }),
    spanProcessors: [new SimpleSpanProcessor({ exporter: new AllowListedExporter(memory) })],
  });
  work(provider.getTracer('tested'));
  const spans = memory.getFinishedSpans();
  const text = JSON.stringify(spans.map((span) => ({ ...span, context: span.spanContext() })));
  return { spans, text };
}

it('keeps the names on the list and drops every other attribute', () => {
  const { spans } = exported((tracer) => {
    tracer
      .startSpan('a', { attributes: { 'http.route': '/v1/connection', 'mail.password': secret, 'url.full': 'x' } })
      .end();
  });
  expect(spans[0]?.attributes).toEqual({ 'http.route': '/v1/connection' });
});

it('drops an allowed name whose value does not look as it must', () => {
  const { spans } = exported((tracer) => {
    tracer
      .startSpan('a', { attributes: { 'error.type': secret, 'server.port': 'ssh', 'db.operation.name': 'SELECT' } })
      .end();
  });
  expect(spans[0]?.attributes).toEqual({ 'db.operation.name': 'SELECT' });
});

it('drops the message and the stack of a recorded exception, and keeps its type', () => {
  const { spans, text } = exported((tracer) => {
    const span = tracer.startSpan('a');
    span.recordException(new TypeError(secret));
    span.setStatus({ code: SpanStatusCode.ERROR, message: secret });
    span.end();
  });
  expect(spans[0]?.events).toMatchObject([{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }]);
  expect(spans[0]?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(text).not.toContain('hunter2');
});

it('drops what hides in links, event names, span names, trace state and the resource', () => {
  const { spans, text } = exported((tracer) => {
    const context = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };
    const span = tracer.startSpan(`LOGIN ada@example.net ${secret}`, {
      links: [{ context, attributes: { note: secret, 'messaging.system': 'nats' } }],
    });
    span.addEvent(secret, { text: secret });
    span.end();
  });
  expect(spans[0]).toMatchObject({
    name: 'unnamed',
    links: [{ attributes: { 'messaging.system': 'nats' } }],
    events: [{ name: 'unnamed', attributes: {} }],
  });
  expect(spans[0]?.resource.attributes).toEqual({ 'service.name': 'tested' });
  expect(text).not.toContain('hunter2');
});

it('keeps the names that our own spans have', () => {
  const names = [
    'POST /v1/connection',
    'connection-validator.v1.start-validation send',
    'egress.connect',
    'SELECT connection',
    'imap sign-in',
  ];
  const { spans } = exported((tracer) => {
    for (const name of names) tracer.startSpan(name).end();
  });
  expect(spans.map(({ name }) => name)).toEqual(names);
});
