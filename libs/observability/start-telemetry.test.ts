import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { inSpan } from './in-span.js';
import { createLogger } from './logger.js';
import { recordRequest, recordStep } from './metrics.js';
import { ScriptedCollector } from './scripted-collector.js';
import { startTelemetry } from './start-telemetry.js';

const identity = { service: 'tested', instanceId: 'one' };

it('sends nested spans as one trace, under the name of the service', async () => {
  await using collector = await ScriptedCollector.start();
  const telemetry = startTelemetry({ ...identity, otlpEndpoint: collector.endpoint });
  await inSpan('outer', { attributes: { 'http.route': '/v1/connection' } }, () =>
    inSpan('inner', {}, () => Promise.resolve()),
  );
  await telemetry.shutdown();
  const [inner, outer] = collector.spans;
  expect(outer).toMatchObject({ service: 'tested', name: 'outer', attributes: { 'http.route': '/v1/connection' } });
  expect(inner).toMatchObject({ name: 'inner', traceId: outer?.traceId, parentSpanId: outer?.spanId });
});

it('marks a span whose work throws, with the code and without the message', async () => {
  await using collector = await ScriptedCollector.start();
  const telemetry = startTelemetry({ ...identity, otlpEndpoint: collector.endpoint });
  const failing = inSpan('failing', {}, () =>
    Promise.reject(Object.assign(new Error('hunter2'), { code: 'ECONNRESET' })),
  );
  await expect(failing).rejects.toThrow('hunter2');
  await telemetry.shutdown();
  expect(collector.spans).toMatchObject([{ name: 'failing', status: 2, attributes: { 'error.type': 'ECONNRESET' } }]);
  expect(JSON.stringify(collector.bodies)).not.toContain('hunter2');
});

it('makes ids that reach the log and the next service when no collector is set, and records nothing', async () => {
  const telemetry = startTelemetry(identity);
  const lines: string[] = [];
  const logger = createLogger({ service: 'tested', level: 'info', destination: { write: (line) => lines.push(line) } });
  const headers: Record<string, string> = {};
  await inSpan('quiet', {}, (span) => {
    expect(span.isRecording()).toBe(false);
    logger.info('happened');
    propagation.inject(context.active(), headers);
    return Promise.resolve();
  });
  await telemetry.shutdown();
  const line = JSON.parse(lines[0] ?? '') as Record<string, string>;
  expect(line.trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(headers.traceparent).toBe(`00-${line.trace_id}-${line.span_id}-00`);
});

it('continues the trace of a caller', async () => {
  const telemetry = startTelemetry(identity);
  const caller = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  const traceId = await context.with(propagation.extract(context.active(), caller), () =>
    inSpan('continued', {}, (span) => Promise.resolve(span.spanContext().traceId)),
  );
  await telemetry.shutdown();
  expect(traceId).toBe('0af7651916cd43dd8448eb211c80319c');
});

it('sends the metrics to the collector at the end at the latest', async () => {
  await using collector = await ScriptedCollector.start();
  const telemetry = startTelemetry({ ...identity, otlpEndpoint: collector.endpoint });
  recordRequest({ subject: 'tested.v1.do-it', side: 'server', code: 'ok', durationMs: 3 });
  await telemetry.shutdown();
  const metrics = collector.bodies.filter(({ path }) => path === '/v1/metrics').map(({ text }) => text);
  expect(metrics.join()).toContain('mail_access.request.duration');
});

it('prints requests, steps and the process as Prometheus text', async () => {
  const telemetry = startTelemetry(identity);
  recordRequest({ subject: 'tested.v1.do-it', side: 'server', code: 'no-responders', durationMs: 30 });
  recordStep({ step: 'incoming-connect', state: 'failed', diagnosis: 'connection-refused', durationMs: 4 });
  const text = await telemetry.prometheusText();
  await telemetry.shutdown();
  expect(text).toContain('mail_access_requests_total{subject="tested.v1.do-it",side="server",code="no-responders"} 1');
  expect(text).toContain('mail_access_request_duration_seconds_sum{subject="tested.v1.do-it",side="server"} 0.03');
  expect(text).toContain(
    'mail_access_validation_steps_total{step="incoming-connect",state="failed",diagnosis="connection-refused"} 1',
  );
  expect(text).toMatch(/^process_memory_usage_bytes \d+$/m);
  expect(text).toMatch(/^nodejs_eventloop_delay_p99_seconds [\d.e-]+$/m);
});

it('gives instruments of the OpenTelemetry API the same way out, with allowed labels only', async () => {
  const telemetry = startTelemetry(identity);
  const counter = metrics.getMeter('other').createHistogram('other.duration', { unit: 's' });
  counter.record(0.2, { code: 'ok', 'user.name': 'hunter2' });
  const text = await telemetry.prometheusText();
  await telemetry.shutdown();
  expect(text).toContain('other_duration_seconds_count{code="ok"} 1');
});

it('ends within its two seconds, says once a signal that the collector is gone, and throws nothing', async () => {
  const lines: string[] = [];
  const logger = createLogger({ service: 'tested', level: 'info', destination: { write: (line) => lines.push(line) } });
  const telemetry = startTelemetry({ ...identity, otlpEndpoint: 'http://127.0.0.1:9', logger });
  for (let batch = 0; batch < 600; batch += 1) await inSpan('lost', {}, () => Promise.resolve());
  const started = performance.now();
  await telemetry.shutdown();
  expect(performance.now() - started).toBeLessThan(2_500);
  expect(lines.length).toBeLessThanOrEqual(2);
});

it('says when the collector refuses the spans and when it takes them again', async () => {
  await using collector = await ScriptedCollector.start();
  const said: string[] = [];
  const write = (line: string) => {
    const { event, signal } = JSON.parse(line) as { event: string; signal: string };
    said.push(`${signal}: ${event}`);
  };
  const logger = createLogger({ service: 'tested', level: 'info', destination: { write } });
  const telemetry = startTelemetry({ ...identity, otlpEndpoint: collector.endpoint, logger });
  for (const status of [400, 400, 200, 200]) {
    collector.answers = status;
    await inSpan('watched', {}, () => Promise.resolve());
    await telemetry.flush();
  }
  await telemetry.shutdown();
  expect(said.filter((line) => line.startsWith('traces'))).toEqual([
    'traces: telemetry-export-failed',
    'traces: telemetry-export-recovered',
  ]);
});

it('shares what runs with a second start in the same process', async () => {
  const first = startTelemetry(identity);
  const second = startTelemetry({ service: 'other', instanceId: 'two' });
  await first.shutdown();
  expect(await inSpan('still', {}, (span) => Promise.resolve(trace.isSpanContextValid(span.spanContext())))).toBe(true);
  await second.shutdown();
  expect(await inSpan('over', {}, (span) => Promise.resolve(trace.isSpanContextValid(span.spanContext())))).toBe(false);
});
