import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from './launch/free-port.js';
import type { RunSubscriber } from './start/run-file.js';
import { processesOf, StartedRun } from './testing/started-run.js';

let directory = '';
let port = 0;
let run: StartedRun;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mail-access-start-'));
  chmodSync(directory, 0o755);
  port = await freePort();
  run = await StartedRun.start(directory, port);
});

afterAll(async () => {
  await run[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

it('says in its last line where the portal is', async () => {
  expect(run.errors).toBe('');
  expect(run.output.trim().split('\n').at(-1)).toContain(`http://localhost:${port}/`);
  const page = await fetch(run.runFile().portalUrl);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});

it('writes what a program needs into run.json, readable by its owner only', () => {
  expect(statSync(join(directory, 'run.json')).mode & 0o777).toBe(0o600);
  const server = { host: 'localhost', port: expect.any(Number) as number, security: expect.any(String) as string };
  expect(run.runFile()).toMatchObject({
    apiUrl: `http://localhost:${port}`,
    natsUrl: expect.stringMatching(/^nats:\/\/127\.0\.0\.1:\d+$/) as string,
    telephony: { nats: { user: 'telephony', inboxPrefix: '_INBOX.telephony' } },
    administrator: { nats: { user: 'administrator', inboxPrefix: '_INBOX.administrator' } },
    services: ['api-gateway', 'credential-vault', 'connection-validator'].map((name) => ({ name })),
    subscribers: [
      { language: 'fr-CA', entitlements: ['mail-access'], mailbox: { incoming: server, outgoing: server } },
      { language: 'en-CA', entitlements: ['mail-access'] },
      { entitlements: [] },
    ],
  });
});

it('proves a demo mailbox from the first step to the received message', async () => {
  expect(await validate(run.runFile().subscribers[0])).toEqual({ state: 'passed', failed: [] });
});

it('refuses a second run of the same checkout with one sentence', async () => {
  const second = await StartedRun.start(directory, port);
  expect(await second.ended).toBe(1);
  expect(second.errors).toMatch(/^This checkout already runs as process \d+: .*\n$/);
});

it('starts a killed service again and says its new pid in run.json', async () => {
  const pid = () => run.runFile().services.find(({ name }) => name === 'connection-validator')?.pid ?? 0;
  const before = pid();
  process.kill(before, 'SIGKILL');
  await expect.poll(pid, { timeout: 15_000 }).not.toBe(before);
  expect((await validate(run.runFile().subscribers[1])).state).toBe('passed');
});

it('leaves no process after SIGTERM, and finds its data at the next start', async () => {
  const token = run.runFile().subscribers[0]?.token ?? '';
  expect(processesOf(directory).length).toBeGreaterThan(6);
  expect(await run.end('SIGTERM')).toBe(0);
  expect(processesOf(directory)).toEqual([]);
  run = await StartedRun.start(directory, port);
  const connection = await fetch(`${run.runFile().apiUrl}/v1/connection`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await connection.json()).toMatchObject({ state: 'established' });
});

it('leaves no process when it is killed', async () => {
  await run.end('SIGKILL');
  await expect.poll(() => processesOf(directory), { timeout: 10_000 }).toEqual([]);
});

it('keeps npm waiting until everything has ended', async () => {
  run = await StartedRun.start(directory, port, ['npm', 'start']);
  await run.end('SIGTERM');
  expect(processesOf(directory)).toEqual([]);
});

it('says what to do about a port in use', async () => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const blocked = await StartedRun.start(directory, port);
  server.close();
  expect(await blocked.ended).toBe(1);
  expect(blocked.errors).toMatch(/^Port \d+, for the portal, is in use: .*"PORT=\d+ npm start"\.\n$/);
});

/** Saves the subscriber's demo mailbox and waits for the end of the validation. */
async function validate(subscriber: RunSubscriber | undefined) {
  if (subscriber === undefined) throw new Error('no such subscriber');
  const { emailAddress, username, password, incoming, outgoing } = subscriber.mailbox;
  const base = `${run.runFile().apiUrl}/v1/connection`;
  const headers = { authorization: `Bearer ${subscriber.token}`, 'content-type': 'application/json' };
  const settings = { method: 'manual', emailAddress, username, incoming, outgoing };
  const saved = await fetch(base, { method: 'PUT', headers, body: JSON.stringify({ settings, password }) });
  const { validationId } = (await saved.json()) as { validationId: string };
  const read = async () => (await (await fetch(`${base}/validations/${validationId}`, { headers })).json()) as Run;
  await expect.poll(async () => (await read()).state, { timeout: 20_000 }).not.toBe('running');
  const { state, steps } = await read();
  return { state, failed: steps.filter((step) => step.state === 'failed') };
}

interface Run {
  state: string;
  steps: { id: string; state: string }[];
}
