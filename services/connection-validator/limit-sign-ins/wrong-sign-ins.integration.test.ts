import type { UnknownSettings, Validation } from '@mail-access/contracts';
import { createEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startValidatorUnderTest,
  type SubscriberUnderTest,
  type ValidatorUnderTest,
} from '../testing/validator-under-test.js';

let internet: ScriptedInternet;
let system: ValidatorUnderTest;
beforeAll(async () => {
  internet = await scriptedInternet();
  const { dns, caPem, dial } = internet;
  const egress = createEgress({ dnsServers: [dns.server], allow: [], ca: [caPem], dial });
  system = await startValidatorUnderTest({ egress, replicas: 2 });
});
afterAll(async () => {
  await system.stop();
  await internet[Symbol.asyncDispose]();
});

/** A domain whose own servers let nobody in. */
async function domain(name: string, certificate: { notAfter?: Date } = {}): Promise<string> {
  const target = `mail.${name}`;
  await internet.mailServer(target, 993, { protocol: 'imap', security: 'tls', certificate });
  await internet.mailServer(target, 465, { protocol: 'smtp', security: 'tls', certificate });
  internet.knows(`_imaps._tcp.${name}`, { SRV: [{ priority: 0, weight: 1, port: 993, target }] });
  internet.knows(`_submissions._tcp.${name}`, { SRV: [{ priority: 0, weight: 1, port: 465, target }] });
  return target;
}

const signInsAt = (host: string): number =>
  internet.heard.filter((line) => line.startsWith(`${host}:`) && /\b(?:LOGIN|AUTHENTICATE|AUTH)\b/.test(line)).length;

async function validate(
  subscriber: SubscriberUnderTest,
  emailAddress: string,
  more: Partial<UnknownSettings> = {},
): Promise<Validation> {
  const { validationId } = await subscriber.save({ method: 'unknown', emailAddress, ...more }, 'wrong');
  await subscriber.finished(validationId);
  return subscriber.validation(validationId, 'en-CA');
}

const failureOf = (run: Validation) => run.steps.find(({ state }) => state === 'failed');

describe('wrong passwords at servers that were found', () => {
  it('are two: the third is not sent, and told when it can be', async () => {
    const host = await domain('two.example');
    const subscriber = system.subscriber();
    const typed = { username: 'ada.lovelace' };
    for (let n = 0; n < 2; n += 1) {
      const refused = failureOf(await validate(subscriber, 'ada@two.example', typed));
      expect(refused).toMatchObject({ id: 'incoming-sign-in', diagnosis: 'credentials-rejected', retryable: false });
    }
    expect(signInsAt(host)).toBe(2);
    const third = failureOf(await validate(subscriber, 'ada@two.example', typed));
    expect(third).toMatchObject({ id: 'incoming-sign-in', diagnosis: 'rate-limited', retryable: true });
    expect(`${third?.message ?? ''} ${third?.remedy ?? ''}`).toMatch(/\b(?:5\d|60) minutes/);
    expect(signInsAt(host)).toBe(2);
  });

  it('are counted for everybody together, and both forms of a user name count', async () => {
    const host = await domain('everybody.example');
    expect(failureOf(await validate(system.subscriber(), 'ada@everybody.example'))).toMatchObject({
      diagnosis: 'credentials-rejected',
    });
    expect(signInsAt(host)).toBe(2);
    expect(failureOf(await validate(system.subscriber(), 'bob@everybody.example'))).toMatchObject({
      diagnosis: 'rate-limited',
    });
    expect(signInsAt(host)).toBe(2);
  });

  it('are two also when many are sent at the same moment, to whichever replica', async () => {
    const host = await domain('moment.example');
    const runs = Array.from({ length: 8 }, (_, n) => validate(system.subscriber(), `s${n}@moment.example`));
    const diagnoses = (await Promise.all(runs)).map((run) => failureOf(run)?.diagnosis);
    expect(signInsAt(host)).toBe(2);
    expect(diagnoses).toContain('rate-limited');
  });
});

describe('a certificate that is not valid, on the own domain', () => {
  it('is said to be so, and no password is sent', async () => {
    const host = await domain('expired.example', { notAfter: new Date(Date.now() - 60_000) });
    const run = await validate(system.subscriber(), 'ada@expired.example');
    expect(failureOf(run)).toMatchObject({ id: 'incoming-secure', diagnosis: 'certificate-expired' });
    expect(run.steps.find(({ id }) => id === 'find-settings')?.state).toBe('passed');
    expect(signInsAt(host)).toBe(0);
  });
});

describe('an address that leads nowhere', () => {
  it('is said to do so within 12 s, with every place that was asked', async () => {
    const name = 'silent.example';
    await internet.silentHost(`mail.${name}`, 993);
    await internet.silentHost(`autoconfig.${name}`, 443);
    internet.dns.says(`_imaps._tcp.${name}`, 'silence');
    const began = performance.now();
    const run = await validate(system.subscriber(), `ada@${name}`);
    expect(performance.now() - began).toBeLessThan(12_000);
    const failed = failureOf(run);
    expect(failed).toMatchObject({ id: 'find-settings', diagnosis: 'settings-not-found', retryable: false });
    expect(failed?.discovery?.findings.map(({ source }) => source)).toContain('guess');
    expect(failed?.remedy).toContain('Manual settings');
  });

  it('is not looked for more often than a subscriber may', async () => {
    const subscriber = system.subscriber();
    let limited;
    for (let n = 0; n < 12 && limited === undefined; n += 1) {
      const failed = failureOf(await validate(subscriber, `ada@nothing-${n}.example`));
      if (failed?.diagnosis === 'rate-limited') limited = failed;
    }
    expect(limited).toMatchObject({ id: 'find-settings', retryable: true });
    expect(limited?.message).toContain('searches');
  });
});
