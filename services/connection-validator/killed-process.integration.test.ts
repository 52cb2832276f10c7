import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionSettings } from '@mail-access/contracts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repetitions, scriptedDns, scriptedImapServer, scriptedInternet, type ScriptedDns } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startValidatorUnderTest, type ValidatorUnderTest } from './testing/validator-under-test.js';

const main = new URL('dist/main.js', import.meta.url).pathname;

let system: ValidatorUnderTest;
/** Answers nothing, so that whoever looks for settings is at it for a while. */
let dns: ScriptedDns;
beforeAll(async () => {
  dns = await scriptedDns({ unknownName: 'silence' });
  system = await startValidatorUnderTest({ replicas: 0, dns: dns.server });
});
afterAll(async () => {
  await system.stop();
  await dns[Symbol.asyncDispose]();
});

function startProcess(more: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [main], { env: { ...process.env, ...system.environment, ...more }, stdio: 'ignore' });
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Asks until somebody answers: a process takes a moment to start. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 15_000; ; await sleep(100)) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

const emailAddress = 'ada@example.test';

/** Settings of a run that lasts: a server that says nothing, or names that nobody resolves. */
const kinds: Record<'typed' | 'unknown', (server: { host: string; port: number }) => ConnectionSettings> = {
  typed: ({ host, port }) => ({
    ...{ method: 'manual', emailAddress, username: 'ada', allowCleartext: true },
    incoming: { protocol: 'imap', host, port, security: 'none' },
    outgoing: { host, port, security: 'none', authentication: 'same' },
  }),
  unknown: () => ({ method: 'unknown', emailAddress }),
};

it.each([
  ['typed', 'incoming-connect'],
  ['unknown', 'find-settings'],
] as const)('ends the runs of a process that was killed (%s): none is running for ever', async (kind, interrupted) => {
  let child = startProcess();
  for (let round = 0; round < repetitions(1, 20); round += 1) {
    const subscriber = system.subscriber();
    await using server = await scriptedImapServer((s) => s.staysSilent());
    const settings = kinds[kind](server);
    const { validationId } = await answered(() => subscriber.save(settings, 'secret'));
    await sleep(Math.random() * 500);
    await killed(child);
    child = startProcess();
    const run = await answered(() => subscriber.finished(validationId));
    expect(run.state).toBe('failed');
    expect(run.steps.filter(({ state }) => state === 'running' || state === 'pending')).toEqual([]);
    const failed = run.steps.filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ diagnosis: 'internal', retryable: true }]);
    expect(['find-settings', interrupted]).toContain(failed[0]?.id);
  }
  await killed(child);
});

it('counts a sign-in that was under way when the process was killed: the server may have refused it', async () => {
  await using internet = await scriptedInternet({ delayMs: 400 });
  await internet.mailServer('mail.killed.example', 993, { protocol: 'imap', security: 'tls' });
  await internet.mailServer('mail.killed.example', 465, { protocol: 'smtp', security: 'tls' });
  const services = { _imaps: 993, _submissions: 465 };
  for (const [service, port] of Object.entries(services)) {
    // The process has no scripted way to the internet: its servers are where they really are, on loopback.
    const local = internet.dial('93.184.216.1', port).port;
    const SRV = [{ priority: 0, weight: 1, port: local, target: 'mail.killed.example' }];
    internet.knows(`${service}._tcp.killed.example`, { SRV });
  }
  internet.dns.says('mail.killed.example', { A: ['127.0.0.1'] });
  const authority = join(system.infrastructure.directory, 'authority.pem');
  writeFileSync(authority, internet.caPem);
  const signIns = (): number => internet.heard.filter((line) => /\b(?:LOGIN|AUTHENTICATE)\b/.test(line)).length;
  const settings: ConnectionSettings = { method: 'unknown', emailAddress: 'ada@killed.example', username: 'ada.l' };
  const start = (): ChildProcess => startProcess({ DNS_SERVERS: internet.dns.server, NODE_EXTRA_CA_CERTS: authority });

  let child = start();
  const first = system.subscriber();
  const interrupted = await answered(() => first.save(settings, 'wrong'));
  await expect.poll(signIns, { timeout: 10_000, interval: 10 }).toBe(1);
  await killed(child);
  child = start();
  const diagnoses: (string | undefined)[] = [];
  for (let n = 0; n < 2; n += 1) {
    const subscriber = system.subscriber();
    const { validationId } = await answered(() => subscriber.save(settings, 'wrong'));
    const run = await subscriber.finished(validationId);
    diagnoses.push(run.steps.find(({ state }) => state === 'failed')?.diagnosis);
  }
  expect(diagnoses).toEqual(['credentials-rejected', 'rate-limited']);
  expect(signIns()).toBe(2);
  expect((await first.finished(interrupted.validationId)).state).toBe('failed');
  await killed(child);
});
