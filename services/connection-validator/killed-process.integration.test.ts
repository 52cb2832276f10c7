import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionSettings } from '@mail-access/contracts';
import { repetitions, scriptedDns, scriptedImapServer, type ScriptedDns } from '@mail-access/testkit';
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

function startProcess(): ChildProcess {
  return spawn(process.execPath, [main], { env: { ...process.env, ...system.environment }, stdio: 'ignore' });
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
