import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Discovery } from './source.js';
import { autoconfigFile } from './testing/discovery-ground.js';
import { startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';

let ground: ServiceGround;
let network: CaseNetwork;
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => void (network = await ground.network()));
afterAll(() => ground.stop());

const imap = { protocol: 'imap', security: 'tls' } as const;
const smtp = { protocol: 'smtp', security: 'tls' } as const;
const outcomeOf = (found: Discovery, source: string): string | undefined =>
  found.findings.find((finding) => finding.source === source)?.outcome;

describe('guess-live', () => {
  it('guess-live-003: a TLS port is preferred (SMTP)', async () => {
    await network.internet.mailServer('mail.example.com', 993, imap);
    await network.internet.mailServer('mail.example.com', 465, smtp);
    await network.internet.mailServer('mail.example.com', 587, { protocol: 'smtp', security: 'none' });
    expect((await network.discover('jo@example.com')).candidates[0]?.outgoing.port).toBe(465);
  });

  it('guess-live-004: the earlier host wins, one that is not there is left out', async () => {
    for (const host of ['mail.example.com', 'example.com']) {
      await network.internet.mailServer(host, 993, imap);
      await network.internet.mailServer(host, 465, smtp);
    }
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ source: 'guess', incoming: { host: 'mail.example.com', port: 993 } });
  });

  it('guess-live-005 and policy-003: IMAP by TLS, POP3 as the alternative, SMTP by TLS; nobody signs in', async () => {
    await network.internet.mailServer('example.com', 143, { protocol: 'imap', security: 'starttls' });
    await network.internet.mailServer('example.com', 993, imap);
    await network.internet.mailServer('example.com', 110, { protocol: 'pop3', security: 'starttls' });
    await network.internet.mailServer('example.com', 995, { protocol: 'pop3', security: 'tls' });
    await network.internet.mailServer('example.com', 587, { protocol: 'smtp', security: 'starttls' });
    await network.internet.mailServer('example.com', 465, smtp);
    const { candidates } = await network.discover('jo@example.com');
    expect(candidates.map(({ incoming }) => `${incoming.protocol} ${incoming.port} ${incoming.security}`)).toEqual([
      'imap 993 tls',
      'pop3 995 tls',
    ]);
    expect(candidates[0]?.outgoing).toEqual({ host: 'example.com', port: 465, security: 'tls' });
    expect(network.internet.heard.filter((said) => /LOGIN|AUTH|USER|PASS/.test(said))).toEqual([]);
  });

  it('guess-live-006: an expired certificate is refused', async () => {
    const certificate = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    await network.internet.mailServer('example.com', 993, { ...imap, certificate });
    await network.internet.mailServer('example.com', 465, smtp);
    expect((await network.discover('jo@example.com')).candidates).toEqual([]);
  });
});

describe('ssrf', () => {
  const srv = (port: number, target = 'mail.example.com') => ({ SRV: [{ priority: 0, weight: 1, port, target }] });

  /** Asked for settings of the example, the service ends so, and has connected to nothing but public web and mail ports. */
  async function expectBlocked(source: string, outcome = 'blocked'): Promise<void> {
    const found = await network.discover('jo@example.com');
    expect([outcomeOf(found, source), found.candidates]).toEqual([outcome, []]);
    const strange = network.dialled.filter(
      (place) => !/^93\.184\.216\.\d+:(80|443|110|143|465|587|993|995)$/.test(place),
    );
    expect(strange).toEqual([]);
  }

  it('ssrf-002, 013: a redirect to an internal http address', async () => {
    for (const location of ['http://169.254.169.254/', 'http://169.254.169.254/exchange']) {
      network = await ground.network();
      await network.internet.website(['autoconfig.example.com'], (_, response) =>
        response.writeHead(302, { location }).end(),
      );
      await expectBlocked('autoconfig', 'invalid');
    }
  });

  it('ssrf-003: an internal address by https, in every place that can name one', async () => {
    const locations = [
      'https://[::1]/owa',
      'https://169.254.169.254/exchange',
      'https://2130706433/',
      'https://127.1/',
    ];
    for (const location of locations) {
      network = await ground.network();
      const names = ['autoconfig.example.com', 'example.com'];
      await network.internet.website(names, (_, response) => response.writeHead(302, { location }).end());
      await expectBlocked('autoconfig');
    }
  });

  it('ssrf-011: a name that means an internal address the second time', async () => {
    await network.internet.website(['autoconfig.example.com'], (_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    const turns = [{ A: ['93.184.216.1'] }, { A: ['127.0.0.1'] }] as const;
    network.internet.dns.says('autoconfig.example.com', ...turns);
    const found = await network.discover('jo@example.com');
    expect(outcomeOf(found, 'autoconfig')).not.toBe('found');
    expect(network.dialled.filter((place) => place.startsWith('127.'))).toEqual([]);
  });

  it('ssrf-011: a mail server that means an internal address the second time is looked up once', async () => {
    network.internet.knows('_imaps._tcp.example.com', srv(993));
    network.internet.knows('_submissions._tcp.example.com', srv(465));
    await network.internet.mailServer('mail.example.com', 993, imap);
    await network.internet.mailServer('mail.example.com', 465, smtp);
    network.internet.dns.says('mail.example.com', { A: ['93.184.216.1'] }, { A: ['10.0.0.1'] });
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect(best?.certificate).toBe('verified');
    expect(network.dialled.filter((place) => place.startsWith('10.'))).toEqual([]);
  });

  it('ssrf-015: an internal address in a NAT64 form', async () => {
    for (const name of ['autoconfig.example.com', 'example.com'])
      network.internet.knows(name, { AAAA: ['64:ff9b::7f00:1'] });
    await expectBlocked('autoconfig');
  });

  it.each([
    ['017', 6379],
    ['018', 22],
    ['018, of the system', 8443],
  ] as const)('ssrf-%s: port %i is none of mail', async (_, port) => {
    await network.internet.mailServer('mail.example.com', port, imap);
    network.internet.knows('_imaps._tcp.example.com', srv(port));
    network.internet.knows('_submissions._tcp.example.com', srv(port));
    await expectBlocked('srv');
    network = await ground.network();
    await network.internet.website(['example.com'], (_request, response) =>
      response.writeHead(302, { location: `https://example.com:${port}/` }).end(),
    );
    await expectBlocked('autoconfig');
  });

  it('public and internal addresses of one name: all of it is refused', async () => {
    network.internet.knows('mail.example.com', { A: ['93.184.216.77', '192.168.0.1'] });
    network.internet.knows('_imaps._tcp.example.com', srv(993));
    network.internet.knows('_submissions._tcp.example.com', srv(465));
    await expectBlocked('srv');
    expect(network.dialled.filter((place) => place.startsWith('93.184.216.77'))).toEqual([]);
  });

  it('every address that is not to be reached is answered alike, open, closed or not there', async () => {
    const answers = new Set<string>();
    for (const host of ['127.0.0.1', '127.0.0.2', '10.255.255.1', '[::1]', '169.254.169.254', 'localhost', '0.0.0.0']) {
      network = await ground.network();
      await network.internet.website(['autoconfig.example.com'], (_, response) => response.end(autoconfigFile(host)));
      const { findings, ...rest } = await network.discover('jo@example.com');
      answers.add(JSON.stringify([rest, findings.map(({ source, outcome }) => [source, outcome])]));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('["autoconfig","blocked"]');
  });
});

it('policy-002: a wrong password is tried at one host, twice at most, whatever else there is', async () => {
  for (const host of ['imap.example.com', 'mail.example.com', 'example.com']) {
    await network.internet.mailServer(host, 993, imap);
    await network.internet.mailServer(host, 995, { protocol: 'pop3', security: 'tls' });
    await network.internet.mailServer(host, 465, smtp);
  }
  const subscriber = ground.service.subscriber();
  const settings = { method: 'unknown', emailAddress: 'jo@example.com' } as const;
  const run = await subscriber.finished((await subscriber.save(settings, 'wrong')).validationId);
  expect(run.steps.find(({ state }) => state === 'failed')?.id).toBe('incoming-sign-in');
  const signIns = network.internet.heard.filter((said) => /LOGIN|AUTH|USER|PASS/.test(said));
  expect(signIns.length).toBeGreaterThan(0);
  expect(signIns.length).toBeLessThanOrEqual(2);
  expect(new Set(signIns.map((said) => said.split(' ')[0])).size).toBe(1);
});
