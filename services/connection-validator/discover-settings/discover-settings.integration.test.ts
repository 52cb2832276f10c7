import { discoverSettings, getConnection, type InputOf, type OutputOf } from '@mail-access/contracts';
import { createEgress } from '@mail-access/egress';
import { scriptedInternet, type ScriptedInternet } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startValidatorUnderTest, type ValidatorUnderTest } from '../testing/validator-under-test.js';

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

function discover(
  emailAddress: InputOf<typeof discoverSettings>['emailAddress'],
  owner = service.subscriber().owner,
): Promise<OutputOf<typeof discoverSettings>> {
  return service.gateway.request(discoverSettings, { emailAddress }, owner);
}

it('finds settings over the bus, and signs in to nothing', async () => {
  await internet.mailServer('mail.company.example', 993, { protocol: 'imap', security: 'tls' });
  await internet.mailServer('mail.company.example', 587, { protocol: 'smtp', security: 'starttls' });
  const target = 'mail.company.example';
  internet.knows('_imaps._tcp.company.example', { SRV: [{ priority: 0, weight: 1, port: 993, target }] });
  internet.knows('_submission._tcp.company.example', { SRV: [{ priority: 0, weight: 1, port: 587, target }] });
  const found = await discover('ada@company.example');
  expect(found).toMatchObject({
    verdict: 'found',
    candidates: [
      {
        ...{ source: 'srv', trusted: true, certificate: 'verified', needsConfirmation: false },
        incoming: { protocol: 'imap', host: target, port: 993, security: 'tls' },
        outgoing: { host: target, port: 587, security: 'starttls' },
      },
    ],
  });
  expect(found.findings.map(({ source }) => source)).toContain('mx');
  expect(internet.heard.filter((line) => /LOGIN|AUTH/.test(line))).toEqual([]);
});

it('is refused for a while after many addresses, across replicas; known providers are always told', async () => {
  const owner = service.subscriber().owner;
  const asked = await Promise.allSettled(
    Array.from({ length: 14 }, (_, n) => discover(`ada@nobody-${n}.example`, owner)),
  );
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(4);
  expect(refused[0]).toMatchObject({ code: 'too-many-discoveries', retryable: true });
  expect((await discover('ada@gmail.com', owner)).sign_in).toBe('google');
  expect((await discover('ada@nobody.example')).verdict).toBe('not-found');
});

// The last one: nothing brings the database back.
it('says that it is unavailable while its database is away; known providers are told all the same', async () => {
  await service.infrastructure.postgres.kill();
  await expect(discover('ada@nobody.example')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  expect((await discover('ada@gmail.com')).sign_in).toBe('google');
  const connection = service.gateway.request(getConnection, {}, service.subscriber().owner);
  await expect(connection).rejects.toMatchObject({ code: 'unavailable', retryable: true });
});
