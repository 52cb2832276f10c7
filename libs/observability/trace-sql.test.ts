import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { inSpan } from './in-span.js';
import { ScriptedCollector } from './scripted-collector.js';
import { startTelemetry } from './start-telemetry.js';
import { traceSql } from './trace-sql.js';

/** A pool with one client, which answers as `pg` does: by promise, or by callback when one is given. */
class OneClientPool extends EventEmitter {
  readonly client = {
    query: (text: string, ...rest: unknown[]): unknown => {
      const error = text.includes('missing') ? Object.assign(new Error(`relation: ${text}`), { code: '42P01' }) : null;
      const callback = rest.at(-1);
      if (typeof callback !== 'function') return error === null ? Promise.resolve({ rows: [] }) : Promise.reject(error);
      (callback as (error: Error | null, rows: unknown) => void)(error, { rows: [] });
      return undefined;
    },
  };

  acquire() {
    this.emit('acquire', this.client);
    return this.client;
  }
}

async function spansOf(work: (pool: OneClientPool) => Promise<unknown>) {
  await using collector = await ScriptedCollector.start();
  const telemetry = startTelemetry({ service: 'tested', instanceId: 'one', otlpEndpoint: collector.endpoint });
  const pool = new OneClientPool();
  traceSql(pool);
  await inSpan('request', {}, () => work(pool)).catch(() => undefined);
  await telemetry.shutdown();
  return { spans: collector.spans.filter(({ name }) => name !== 'request'), text: JSON.stringify(collector.bodies) };
}

it('makes a span with operation and table, without text and parameters', async () => {
  const { spans, text } = await spansOf(async (pool) => {
    await pool.acquire().query('SELECT * FROM connection WHERE email = $1 /* note */', ['hunter2']);
    await pool.acquire().query("INSERT INTO vault.credential (note) VALUES ('hunter2')");
  });
  expect(spans).toMatchObject([
    {
      name: 'SELECT connection',
      kind: 3,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT', 'db.collection.name': 'connection' },
    },
    { name: 'INSERT credential', attributes: { 'db.operation.name': 'INSERT', 'db.collection.name': 'credential' } },
  ]);
  expect(text).not.toMatch(/hunter2|note|email/);
});

it('marks a refused statement with its SQLSTATE', async () => {
  const { spans, text } = await spansOf((pool) => pool.acquire().query('SELECT 1 FROM missing') as Promise<unknown>);
  expect(spans).toMatchObject([{ status: 2, attributes: { 'error.type': '42P01' } }]);
  expect(text).not.toContain('relation');
});

it('ends the span of a callback call', async () => {
  const { spans } = await spansOf(
    (pool) => new Promise((resolve) => pool.acquire().query('UPDATE connection SET state = $1', ['x'], resolve)),
  );
  expect(spans).toMatchObject([{ name: 'UPDATE connection' }]);
});

it('makes no trace of a statement outside any span', async () => {
  await using collector = await ScriptedCollector.start();
  const telemetry = startTelemetry({ service: 'tested', instanceId: 'one', otlpEndpoint: collector.endpoint });
  const pool = new OneClientPool();
  traceSql(pool);
  await pool.acquire().query('SELECT * FROM outbox');
  await telemetry.shutdown();
  expect(collector.spans).toEqual([]);
});
