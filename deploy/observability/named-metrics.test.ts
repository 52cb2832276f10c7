import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diagnoses, passwordMailboxSteps, services, universalErrors } from '../../libs/contracts/index.js';
import {
  recordEvent,
  recordOutbox,
  recordRequest,
  recordRevocations,
  recordRotation,
  recordStep,
  recordUnchained,
  startTelemetry,
} from '../../libs/observability/index.js';

const dashboard = readFileSync(join(import.meta.dirname, 'dashboard.json'), 'utf8');
const alerts = readFileSync(join(import.meta.dirname, 'alerts.yaml'), 'utf8');

/** `up` is Prometheus' own. */
const foreign = new Set(['up']);

function namedMetrics(text: string): string[] {
  const names = text.match(/\b(?:mail_access|nodejs|process|v8js)_[a-z0-9_]+|\bup(?=\{)/g) ?? [];
  return [...new Set(names)];
}

function namedValues(label: string): string[] {
  const matchers = `${dashboard.replaceAll('\\"', '"')}\n${alerts}`.matchAll(
    new RegExp(`\\b${label}!?=~?"([^"$]+)"`, 'g'),
  );
  return [...new Set([...matchers].flatMap((match) => (match[1] ?? '').split('|')))];
}

async function exposedMetrics(): Promise<Set<string>> {
  const telemetry = startTelemetry({ service: 'tested', instanceId: 'one' });
  recordRequest({ subject: 'tested.v1.do-it', side: 'server', code: 'ok', durationMs: 1 });
  recordStep({ step: 'incoming-connect', state: 'passed', durationMs: 1 });
  recordEvent({ name: 'tested.v1.done', outcome: 'handled' });
  recordOutbox({ pending: 0, oldestMs: 0 });
  recordRevocations({ pending: 0, oldestMs: 0 });
  recordRotation({ remaining: 0, unreadable: 0 });
  recordUnchained(0);
  const text = await telemetry.prometheusText();
  await telemetry.shutdown();
  return new Set(text.match(/^[a-z][a-z0-9_]+/gm));
}

it.each([
  ['dashboard.json', dashboard],
  ['alerts.yaml', alerts],
])('%s names only metrics that a service exposes', async (_, text) => {
  const exposed = await exposedMetrics();
  const named = namedMetrics(text);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !exposed.has(name) && !foreign.has(name))).toEqual([]);
});

it('the dashboard shows every metric of our own', async () => {
  const ours = [...(await exposedMetrics())].filter(
    (name) => name.startsWith('mail_access_') && !/_(count|sum)$/.test(name),
  );
  expect(ours.filter((name) => !dashboard.includes(name))).toEqual([]);
});

it('both name only codes, steps, diagnoses and services that exist', () => {
  const codes = new Set<string>(['ok', ...Object.keys(universalErrors)]);
  expect(namedValues('code').filter((code) => !codes.has(code))).toEqual([]);
  expect(namedValues('step').filter((step) => !(passwordMailboxSteps as readonly string[]).includes(step))).toEqual([]);
  expect(namedValues('diagnosis').filter((one) => !(diagnoses as readonly string[]).includes(one))).toEqual([]);
  expect(namedValues('job').filter((job) => !(services as readonly string[]).includes(job))).toEqual([]);
});
