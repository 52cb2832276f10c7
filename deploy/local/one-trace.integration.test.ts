import { ScriptedCollector, type CollectedSpan } from '@mail-access/observability/scripted-collector';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSubscribers } from './start/demo-subscribers.js';
import { PortalClient } from './testing/portal-client.js';
import { startWholeSystem, type WholeSystem } from './testing/whole-system.js';

const [subscriber] = demoSubscribers;
const callersTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
let collector: ScriptedCollector;
let system: WholeSystem;
let spans: CollectedSpan[];
let scraped: string;

beforeAll(async () => {
  collector = await ScriptedCollector.start();
  system = await startWholeSystem({
    subscribers: demoSubscribers,
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
  });
  const { emailAddress, username, password, incoming, outgoing } = system.mailbox(subscriber);
  const client = new PortalClient(system.url, await system.token(subscriber), callersTrace);
  const settings = { method: 'manual', emailAddress, username, incoming, outgoing };
  const validation = await client.connect({ settings, password });
  expect(validation.state).toBe('passed');
  scraped = await (await client.call('GET', '/metrics')).text();
  await system.stopServices();
  spans = collector.spans.filter(({ traceId }) => traceId === callersTrace);
}, 120_000);

afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

function find(service: string, name: RegExp): CollectedSpan {
  const span = spans.find((one) => one.service === service && name.test(one.name));
  if (span === undefined) throw new Error(`no span ${String(name)} of ${service} in the trace`);
  return span;
}

/** Names of the spans from this one up to the caller of the trace. */
function lineage(span: CollectedSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [`${span.service}: ${span.name}`, ...(parent === undefined ? [] : lineage(parent))];
}

it('leads from the HTTP request through the bus to the sign-in at the mail server', () => {
  const up = lineage(find('connection-validator', /incoming-sign-in/));
  expect(up.at(-1)).toBe('api-gateway: PUT /v1/connection');
  expect(up.join('\n')).toMatch(/connection-validator: .*save-connection/);
  expect(up.join('\n')).toMatch(/api-gateway: .*save-connection/);
});

it('leads through the bus to the vault and its SQL', () => {
  const up = lineage(find('credential-vault', /^INSERT /)).join('\n');
  expect(up).toMatch(/credential-vault: .*store-credential/);
  expect(up).toContain('api-gateway: PUT /v1/connection');
});

it('shows the SQL of the validator', () => {
  const insert = find('connection-validator', /^INSERT /);
  expect(insert.attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.operation.name': 'INSERT' });
});

it('shows each phase of the way out: name, connection, encryption', () => {
  for (const phase of ['egress.resolve', 'egress.connect', 'egress.secure']) {
    expect(lineage(find('connection-validator', new RegExp(`^${phase}$`))).at(-1)).toBe(
      'api-gateway: PUT /v1/connection',
    );
  }
});

it('has no span whose parent is missing, except the first', () => {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const orphans = spans.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId));
  expect(orphans.map(({ name }) => name)).toEqual(['PUT /v1/connection']);
});

it('sends the metrics of each service', () => {
  const metrics = collector.bodies
    .filter(({ path }) => path === '/v1/metrics')
    .map(({ text }) => text)
    .join('\n');
  for (const name of ['mail_access.requests', 'mail_access.request.duration', 'mail_access.validation.steps']) {
    expect(metrics).toContain(name);
  }
});

it('shows the same metrics to a scraper', () => {
  expect(scraped).toMatch(
    /^mail_access_requests_total\{subject="connection-validator.v1.save-connection",side="client",code="ok"\} 1$/m,
  );
  expect(scraped).toContain('mail_access_request_duration_seconds_bucket{');
  expect(scraped).toContain('mail_access_requests_total{subject="PUT /v1/connection",side="server",code="ok"} 1');
});
