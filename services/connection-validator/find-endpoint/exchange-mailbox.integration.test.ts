import type { ExchangeSettings, Validation } from '@mail-access/contracts';
import { createEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startValidatorUnderTest,
  type SubscriberUnderTest,
  type ValidatorUnderTest,
} from '../testing/validator-under-test.js';
import { heldCredentials } from '../testing/vault-stand-in.js';
import { exchange, redirectTo } from './testing/exchange-ground.js';

let internet: ScriptedInternet;
let service: ValidatorUnderTest;

beforeAll(async () => {
  internet = await scriptedInternet();
  const { dns, caPem, dial } = internet;
  const egress = createEgress({ dnsServers: [dns.server], allow: [], ca: [caPem], dial });
  service = await startValidatorUnderTest({ egress, replicas: 2 });
});
afterAll(async () => {
  await service.stop();
  await internet[Symbol.asyncDispose]();
});

const settingsOf = (url?: string, emailAddress = 'ada@company.example'): ExchangeSettings => ({
  ...{ method: 'exchange', emailAddress },
  ...(url !== undefined && { url }),
});

async function run(settings: ExchangeSettings, subscriber = service.subscriber()): Promise<Validation> {
  const { validationId } = await subscriber.save(settings, null);
  return await subscriber.finished(validationId);
}

async function inEnglish(subscriber: SubscriberUnderTest, settings: ExchangeSettings): Promise<Validation['steps']> {
  const { validationId } = await subscriber.save(settings, null);
  await subscriber.finished(validationId);
  return (await subscriber.validation(validationId, 'en-CA')).steps;
}

describe('a mailbox on Exchange', () => {
  it('is followed to its endpoint, without a password, and said to be out of reach for now', async () => {
    await internet.website(['mail.company.example'], exchange());
    const subscriber = service.subscriber();
    const { validationId } = await subscriber.save(settingsOf('http://mail.company.example/exchange'), null);
    const found = await subscriber.finished(validationId);
    const exchangeUrl = 'https://mail.company.example/EWS/Exchange.asmx';
    expect(found).toMatchObject({
      state: 'failed',
      steps: [
        { id: 'find-endpoint', state: 'passed', discovery: { exchangeUrl } },
        { id: 'open-inbox', state: 'failed', diagnosis: 'provider-unsupported', retryable: false },
      ],
    });
    expect(found.steps[0]?.discovery?.findings).toMatchObject([{ source: 'typed-address', outcome: 'found' }]);
    expect(found.steps[1]?.message).toContain('mail.company.example');
    expect(heldCredentials.size).toBe(0);
    const changes = await subscriber.changes(validationId);
    const states = changes.map((change) => (change.type === 'step' ? `${change.step.id} ${change.step.state}` : 'end'));
    expect(states).toContain('find-endpoint running');
    expect(states.slice(-3)).toEqual(
      ['find-endpoint passed', 'open-inbox running', 'open-inbox failed'].concat('end').slice(-3),
    );
  });

  it('is found from nothing but the address, and shows each place as it ends', async () => {
    await internet.website(['autodiscover.two.example'], exchange());
    const found = await run(settingsOf(undefined, 'ada@two.example'));
    expect(found.steps[0]).toMatchObject({
      state: 'passed',
      discovery: { exchangeUrl: 'https://autodiscover.two.example/EWS/Exchange.asmx' },
    });
    const sources = found.steps[0]?.discovery?.findings.map(({ source }) => source);
    expect(sources).toEqual(['provider-facts', 'mx', 'autodiscover-cname', 'autodiscover']);
    expect(found.steps[0]?.discovery?.findings.every(({ text }) => text.includes('two.example'))).toBe(true);
  });

  it.each([
    ['https://outlook.office365.com/EWS/Exchange.asmx', 'service-retired'],
    ['https://outlook.office.com/mail/', 'oauth-required'],
  ])('at %s is %s, with the sign-in of Microsoft as the remedy', async (url, diagnosis) => {
    const [first, second] = await inEnglish(service.subscriber(), settingsOf(url));
    expect(first).toMatchObject({ state: 'failed', diagnosis, retryable: false });
    expect(first?.remedy).toContain('Microsoft');
    expect(second?.state).toBe('skipped');
  });

  it('at Google is told to sign in there', async () => {
    const [first] = await inEnglish(service.subscriber(), settingsOf('https://mail.google.com/', 'ada@three.example'));
    expect(first).toMatchObject({ diagnosis: 'oauth-required' });
    expect(first?.remedy).toContain('Google');
  });

  it('at a stranger’s is proposed, and found once its address is typed', async () => {
    await internet.website(['ex.hoster.example'], exchange());
    await internet.website(['webmail.four.example'], (_, response) =>
      redirectTo(response, 'https://ex.hoster.example/'),
    );
    const subscriber = service.subscriber();
    const [first] = await inEnglish(subscriber, settingsOf('webmail.four.example', 'ada@four.example'));
    const exchangeUrl = 'https://ex.hoster.example/EWS/Exchange.asmx';
    expect(first).toMatchObject({
      ...{ state: 'failed', diagnosis: 'endpoint-not-found', retryable: false },
      discovery: { exchangeUrl, confirmHosts: ['ex.hoster.example'] },
    });
    expect(first?.message).toContain('ex.hoster.example');
    const [again] = await inEnglish(subscriber, settingsOf(exchangeUrl, 'ada@four.example'));
    expect(again).toMatchObject({ state: 'passed', discovery: { exchangeUrl } });
  });

  it('behind a bare address is told by the names of its certificate', async () => {
    await internet.website(['206.200.104.1'], exchange(), { certificateNames: ['ex.gone.example'] });
    const [first] = await inEnglish(
      service.subscriber(),
      settingsOf('http://206.200.104.1/exchange', 'ada@five.example'),
    );
    expect(first).toMatchObject({ state: 'failed', diagnosis: 'certificate-name-mismatch' });
    expect(first?.message).toMatch(/206\.200\.104\.1.*ex\.gone\.example/);
  });

  it('on an internal network has one same answer', async () => {
    internet.knows('inside.company.example', { A: ['10.0.0.5'] });
    const answers = [];
    for (const url of ['http://10.0.0.5/exchange', 'inside.company.example', 'https://mail.company.example:8443/owa']) {
      const { steps } = await run(settingsOf(url, 'ada@six.example'));
      const { findings } = steps[0]?.discovery ?? { findings: [] };
      answers.push({ diagnosis: steps[0]?.diagnosis, outcomes: findings.map(({ outcome }) => outcome) });
    }
    expect(answers[0]).toMatchObject({ diagnosis: 'blocked-address' });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('is looked for so many times a minute and no more, across replicas', async () => {
    const subscriber = service.subscriber();
    const diagnoses: (string | undefined)[] = [];
    for (let n = 0; n < 11; n += 1) {
      const { steps } = await run(settingsOf(`nowhere-${n}.example`, 'ada@seven.example'), subscriber);
      diagnoses.push(steps[0]?.diagnosis);
    }
    expect(diagnoses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'address-not-found'));
    expect(diagnoses[10]).toBe('rate-limited');
    const [known] = await inEnglish(subscriber, settingsOf('outlook.office.com'));
    expect(known?.diagnosis).toBe('oauth-required');
  });
});
