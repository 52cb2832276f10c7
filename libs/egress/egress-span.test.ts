import { context, SpanStatusCode, trace, type Attributes, type Span, type Tracer } from '@opentelemetry/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEgress } from './create-egress.js';

interface Recorded {
  readonly name: string;
  readonly attributes: Attributes;
  status?: SpanStatusCode;
  ended: boolean;
}

const spans: Recorded[] = [];

/** Records what a real exporter would be given. */
function recordingTracer(): Tracer {
  const start = (name: string, attributes: Attributes = {}): Span => {
    const recorded: Recorded = { name, attributes: { ...attributes }, ended: false };
    spans.push(recorded);
    return {
      ...trace.wrapSpanContext({ traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: 1 }),
      setAttribute: (key: string, value: string) => void (recorded.attributes[key] = value),
      setStatus: ({ code }: { code: SpanStatusCode }) => void (recorded.status = code),
      end: () => void (recorded.ended = true),
    } as unknown as Span;
  };
  return {
    startSpan: (name, options) => start(name, options?.attributes),
    startActiveSpan: ((name: string, options: { attributes?: Attributes }, work: (span: Span) => unknown) => {
      const span = start(name, options.attributes);
      return context.with(trace.setSpan(context.active(), span), work, undefined, span);
    }) as Tracer['startActiveSpan'],
  };
}

beforeEach(() => {
  spans.length = 0;
  trace.disable();
  trace.setGlobalTracerProvider({ getTracer: recordingTracer });
});
afterEach(() => trace.disable());

const egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'] });
const soon = (): AbortSignal => AbortSignal.timeout(5_000);

it('makes one span a step, with the server and the outcome only', async () => {
  const host = await egress.resolve('LOCALHOST', soon());
  await expect(egress.connect(host, 1, soon())).rejects.toThrow();
  expect(spans).toEqual([
    {
      name: 'egress.resolve',
      attributes: { 'server.address': 'localhost', 'egress.outcome': 'ok' },
      ended: true,
    },
    {
      name: 'egress.connect',
      attributes: { 'server.address': 'localhost', 'server.port': 1, 'egress.outcome': 'connection-refused' },
      status: SpanStatusCode.ERROR,
      ended: true,
    },
  ]);
});

it('keeps what is no host out of the span, since a password may be typed in the wrong field', async () => {
  await expect(egress.resolve('my secret pass!', soon())).rejects.toThrow();
  expect(spans).toEqual([
    {
      name: 'egress.resolve',
      attributes: { 'egress.outcome': 'name-not-found' },
      status: SpanStatusCode.ERROR,
      ended: true,
    },
  ]);
});
