import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseOf, casesOf } from './testing/discovery-cases.js';
import { discoveryGround, type DiscoveryGround } from './testing/discovery-ground.js';

let ground: DiscoveryGround;
beforeEach(async () => void (ground = await discoveryGround()));
afterEach(() => ground[Symbol.asyncDispose]());

const imap = { protocol: 'imap', security: 'tls' } as const;
const smtp = { protocol: 'smtp', security: 'tls' } as const;
const words: Record<string, string> = { tls: 'SSL', starttls: 'STARTTLS' };
const poxOf = (id: string): string => caseOf(id).input['xml'] as string;
const outcomeOf = (found: Awaited<ReturnType<DiscoveryGround['discover']>>, source: string) =>
  found.findings.find((finding) => finding.source === source)?.outcome;

describe('srv', () => {
  it.each(casesOf('srv'))('%s', async (_, { input, expected }) => {
    const records = Object.entries(input['records'] as Record<string, [number, number, number, string][]>);
    for (const [service, rows] of records) {
      const SRV = rows.map(([priority, weight, port, target]) => ({ priority, weight, port, target }));
      ground.internet.knows(`${service}.example.com`, { SRV });
      for (const { port, target } of SRV) {
        const protocol = service.startsWith('_imap') ? 'imap' : 'smtp';
        await ground.internet.mailServer(target, port, {
          protocol,
          security: service.includes('s.') ? 'tls' : 'starttls',
        });
      }
    }
    const [best] = (await ground.discover('jo@example.com')).candidates;
    const line = (server?: { host: string; port: number; security: string }): string =>
      `${server?.host}:${server?.port} ${words[server?.security ?? '']}`;
    expect(line(best?.incoming)).toBe(expected['incoming']);
    expect(line(best?.outgoing)).toBe(expected['outgoing']);
  });
});

describe('guess-live', () => {
  it('guess-live-003: a TLS port is preferred (SMTP)', async () => {
    await ground.internet.mailServer('mail.example.com', 993, imap);
    await ground.internet.mailServer('mail.example.com', 465, smtp);
    await ground.internet.mailServer('mail.example.com', 587, { protocol: 'smtp', security: 'none' });
    expect((await ground.discover('jo@example.com')).candidates[0]?.outgoing.port).toBe(465);
  });

  it('guess-live-004: the earlier host wins, one that is not there is left out', async () => {
    for (const host of ['mail.example.com', 'example.com']) {
      await ground.internet.mailServer(host, 993, imap);
      await ground.internet.mailServer(host, 465, smtp);
    }
    const [best] = (await ground.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ source: 'guess', incoming: { host: 'mail.example.com', port: 993 } });
  });

  it('guess-live-005 and policy-003: IMAP by TLS, POP3 as the alternative, SMTP by TLS; nobody signs in', async () => {
    await ground.internet.mailServer('example.com', 143, { protocol: 'imap', security: 'starttls' });
    await ground.internet.mailServer('example.com', 993, imap);
    await ground.internet.mailServer('example.com', 110, { protocol: 'pop3', security: 'starttls' });
    await ground.internet.mailServer('example.com', 995, { protocol: 'pop3', security: 'tls' });
    await ground.internet.mailServer('example.com', 587, { protocol: 'smtp', security: 'starttls' });
    await ground.internet.mailServer('example.com', 465, smtp);
    const { candidates } = await ground.discover('jo@example.com');
    expect(candidates.map(({ incoming }) => `${incoming.protocol} ${incoming.port} ${incoming.security}`)).toEqual([
      'imap 993 tls',
      'pop3 995 tls',
    ]);
    expect(candidates[0]?.outgoing).toEqual({ host: 'example.com', port: 465, security: 'tls' });
    expect(ground.internet.heard.filter((line) => /LOGIN|AUTH|USER|PASS/.test(line))).toEqual([]);
  });

  it('guess-live-006: an expired certificate is refused', async () => {
    const certificate = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    await ground.internet.mailServer('example.com', 993, { ...imap, certificate });
    await ground.internet.mailServer('example.com', 465, smtp);
    expect((await ground.discover('jo@example.com')).candidates).toEqual([]);
  });
});

describe('autodiscover', () => {
  it('autodiscover-flow-002: settings at the first place', async () => {
    await ground.internet.website(['example.com'], (request, response) =>
      response.writeHead(request.method === 'POST' ? 200 : 404).end(poxOf('autodiscover-pox-002')),
    );
    await ground.internet.mailServer('example.com', 993, imap);
    await ground.internet.mailServer('smtp.example.com', 25, { protocol: 'smtp', security: 'starttls' });
    const [best] = (await ground.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ source: 'autodiscover', trusted: true, certificate: 'verified' });
  });

  it('autodiscover-flow-005: nothing anywhere', async () => {
    expect(outcomeOf(await ground.discover('jo@example.com'), 'autodiscover')).toBe('not-found');
  });

  it('autodiscover-flow-010: what comes from another base domain needs a yes', async () => {
    await ground.internet.website(['autodiscover.example.com'], (_, response) =>
      response.writeHead(302, { location: 'https://exchange.other/autodiscover/autodiscover.xml' }).end(),
    );
    await ground.internet.website(['exchange.other'], (_, response) => response.end(poxOf('autodiscover-pox-002')));
    await ground.internet.mailServer('example.com', 993, imap);
    await ground.internet.mailServer('smtp.example.com', 25, { protocol: 'smtp', security: 'starttls' });
    expect(
      (await ground.discover('jo@example.com')).candidates.find(({ source }) => source === 'autodiscover'),
    ).toMatchObject({
      trusted: false,
    });
  });

  it('autodiscover-pox-005: an address leads on, and is not trusted for it', async () => {
    await ground.internet.website(['example.com'], (_, response) => response.end(poxOf('autodiscover-pox-005')));
    await ground.internet.website(['autodiscover.other.example'], (_, response) =>
      response.end(poxOf('autodiscover-pox-002')),
    );
    await ground.internet.mailServer('smtp.example.com', 25, { protocol: 'smtp', security: 'starttls' });
    await ground.internet.mailServer('example.com', 993, imap);
    const [best] = (await ground.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ source: 'autodiscover', trusted: false, usernameForms: ['jo@example.com', 'jo'] });
  });

  it('autodiscover-pox-006: the same address again is a circle', async () => {
    await ground.internet.website(['example.com'], (_, response) => response.end(poxOf('autodiscover-pox-006')));
    expect(outcomeOf(await ground.discover('jo@example.com'), 'autodiscover')).toBe('invalid');
  });
});

describe('ssrf', () => {
  const get = (url: string) => ground.context.egress.get(url, { signal: AbortSignal.timeout(5_000), maxBytes: 100 });

  it('ssrf-002, 003, 017, 018: internal addresses and other ports, whatever is there', async () => {
    for (const url of [
      'https://169.254.169.254/exchange',
      'https://[::1]/owa',
      'https://1.1.1.1:6379/',
      'https://1.1.1.1:22/',
    ])
      await expect(get(url)).rejects.toMatchObject({ kind: 'blocked-address' });
    expect(await get('http://169.254.169.254/exchange')).toMatchObject({ kind: 'refused', why: 'not-https' });
  });

  it('ssrf-011: a name that means an internal address the second time', async () => {
    await ground.internet.website(['autoconfig.example.com'], (_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    const turns = [{ A: ['93.184.216.1'] }, { A: ['127.0.0.1'] }] as const;
    ground.internet.dns.says('autoconfig.example.com', ...turns);
    expect(outcomeOf(await ground.discover('jo@example.com'), 'autoconfig')).not.toBe('found');
  });

  it('ssrf-013: a redirect to an internal http address', async () => {
    await ground.internet.website(['autoconfig.example.com'], (_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    expect(outcomeOf(await ground.discover('jo@example.com'), 'autoconfig')).toBe('invalid');
  });

  it('ssrf-015: an internal address in a NAT64 form', async () => {
    ground.internet.knows('autoconfig.example.com', { AAAA: ['64:ff9b::7f00:1'] });
    ground.internet.knows('example.com', { AAAA: ['64:ff9b::7f00:1'] });
    expect(outcomeOf(await ground.discover('jo@example.com'), 'autoconfig')).toBe('blocked');
  });
});

it('priority-003: one that answered "not here" makes it "not found", though another failed', async () => {
  ground.internet.dns.says('example.com', 'SERVFAIL');
  expect((await ground.discover('jo@example.com')).verdict).toBe('not-found');
});
