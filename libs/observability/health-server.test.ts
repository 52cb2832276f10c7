import { expect, it } from 'vitest';
import { startHealthServer, type ReadinessChecks } from './health-server.js';

const telemetry = {
  prometheusText: () => Promise.resolve('up 1\n'),
  flush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

async function get(path: string, checks: ReadinessChecks = {}) {
  const server = await startHealthServer({ port: 0, host: '127.0.0.1', checks, telemetry });
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
    return { status: response.status, text: await response.text() };
  } finally {
    await server.close();
  }
}

it('is alive whatever its dependencies do', async () => {
  expect(await get('/healthz', { database: () => Promise.reject(new Error('gone')) })).toMatchObject({ status: 200 });
});

it('is ready when every check passes', async () => {
  expect(await get('/readyz', { bus: () => Promise.resolve() })).toEqual({
    status: 200,
    text: '{"ready":true,"checks":{"bus":"ok"}}\n',
  });
});

it('names the check that fails by its code, never by its message', async () => {
  const gone = () => Promise.reject(Object.assign(new Error('user hunter2'), { code: 'ECONNREFUSED' }));
  const { status, text } = await get('/readyz', { bus: () => Promise.resolve(), database: gone });
  expect(status).toBe(503);
  expect(JSON.parse(text)).toEqual({ ready: false, checks: { bus: 'ok', database: 'ECONNREFUSED' } });
});

it('does not wait longer than two seconds for a check that hangs', async () => {
  const { text } = await get('/readyz', { database: () => new Promise(() => undefined) });
  expect(text).toContain('"database":"timed-out"');
});

it('serves the metrics, and nothing else', async () => {
  expect(await get('/metrics')).toEqual({ status: 200, text: 'up 1\n' });
  expect(await get('/')).toMatchObject({ status: 404 });
});
