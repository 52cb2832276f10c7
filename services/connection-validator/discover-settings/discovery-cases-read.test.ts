import { expect, describe, it } from 'vitest';
import { autoconfigUrls } from './autoconfig/autoconfig-source.js';
import { ispdbUrl } from './autoconfig/ispdb-source.js';
import { parseAutoconfig } from './autoconfig/parse-autoconfig.js';
import { parsePox } from './autodiscover/parse-pox.js';
import { readAddress, registrableDomain } from './email-address.js';
import { guessedServers } from './guess/guessed-servers.js';
import { mailHostDomains } from './mx/mail-host-domains.js';
import { caseOf, casesOf } from './testing/discovery-cases.js';
import { shippedKnowledge } from './testing/discovery-ground.js';

const words: Record<string, string> = { tls: 'SSL', starttls: 'STARTTLS', none: 'plain' };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('autoconfig-xml', () => {
  it.each(casesOf('autoconfig-xml'))('%s', (_, { input, expected }) => {
    const address = readAddress(text(input['email']));
    const provenance = { source: 'autoconfig', trusted: true } as const;
    const report = parseAutoconfig(Buffer.from(text(input['xml'])), address, provenance);
    if (expected['result'] === 'error') {
      expect(report).toEqual({ outcome: 'invalid' });
      return;
    }
    const servers = report.servers ?? [];
    const incoming = servers.map((found) => ({
      ...{ type: found.incoming.protocol, host: found.incoming.host, port: found.incoming.port },
      ...{ tls: words[found.incoming.security], user: found.usernames[0] },
    }));
    const outgoing = servers.map((found) => ({
      ...{ host: found.outgoing.host, port: found.outgoing.port, tls: words[found.outgoing.security] },
      user: found.outgoing.username ?? found.usernames[0],
    }));
    const seen: Record<string, unknown> = {
      incoming,
      outgoing: outgoing.slice(0, 1),
      incomingHosts: incoming.map(({ host }) => host),
      incomingUsers: incoming.map(({ user }) => user),
      incomingPorts: incoming.map(({ port }) => port),
      outgoingHosts: outgoing.slice(0, 1).map(({ host }) => host),
      outgoingPorts: outgoing.slice(0, 1).map(({ port }) => port),
      result: incoming.some(({ tls }) => tls === 'plain') ? 'settings-needing-consent' : 'settings',
      // Said by `needsConfirmation` and by the certificate, which is never there in clear.
      diagnosis: 'no_encryption',
      mustNot: expected['mustNot'],
    };
    for (const [key, value] of Object.entries(expected)) expect(seen[key], key).toEqual(value);
  });
});

describe('autoconfig-urls', () => {
  it('autoconfig-urls-001: two places; the case has two more by http, which is never asked', () => {
    const { input, expected } = caseOf('autoconfig-urls-001');
    const urls = (expected['urls'] as string[]).filter((url) => url.startsWith('https:'));
    expect(autoconfigUrls(readAddress(text(input['email'])))).toEqual(urls);
  });

  it('autoconfig-urls-003 and 004: an ISPDB hears of the domain, and not of the address', () => {
    expect(ispdbUrl('https://autoconfig.thunderbird.net/v1.1/', 'domain.example')).toBe(
      'https://autoconfig.thunderbird.net/v1.1/domain.example',
    );
  });

  it('autoconfig-urls-005: never a public suffix', () => {
    const address = readAddress('user@example.org');
    expect(mailHostDomains('example.org', address)).toEqual([]);
    expect(autoconfigUrls(address).map((url) => new URL(url).hostname)).toEqual([
      'autoconfig.example.org',
      'example.org',
    ]);
  });
});

describe('mx-lookup', () => {
  it.each(casesOf('mx-lookup', ({ expected }) => 'queriesInOrder' in expected))('%s', (_, { input, expected }) => {
    const address = readAddress(text(input['email']));
    const exchange = (input['mx'] as [number, string][])[0]?.[1];
    const asked = exchange === undefined ? [] : mailHostDomains(exchange, address);
    const queries = (expected['queriesInOrder'] as string[]).map((query) => query.split(' ').at(-1));
    expect(asked).toEqual([...new Set(queries)]);
  });

  it('mx-lookup-006: a suffix of two labels', () => {
    expect(registrableDomain('mx.foo.domain.co.uk')).toBe('domain.co.uk');
    expect(mailHostDomains('mx.foo.domain.co.uk', readAddress('jo@a.example'))).toEqual([
      'foo.domain.co.uk',
      'domain.co.uk',
    ]);
  });

  it.each(casesOf('mx-lookup', ({ expected }) => 'kind' in expected))('%s', (_, { input, expected }) => {
    const exchange = (input['mx'] as [number, string][])[0]?.[1] ?? '';
    const report = shippedKnowledge().byExchanger(exchange, readAddress(text(input['email'])), 'mx');
    const outcomes: Record<string, string> = {
      mailbox: 'found',
      'filtering-gateway-or-forwarder': 'filtering-gateway',
      'no-open-protocol': 'no-open-protocol',
    };
    expect(report?.outcome).toBe(outcomes[text(expected['kind'])]);
    const imap = (report?.servers ?? []).filter(({ incoming }) => incoming.protocol === 'imap');
    const hosts = imap.map(({ incoming }) => incoming.host);
    expect([...new Set(hosts)]).toEqual(expected['incomingHosts']);
    const outgoing = (report?.servers ?? []).map((found) => found.outgoing.host);
    // One outgoing server goes with each incoming one: the first.
    expect([...new Set(outgoing)]).toEqual((expected['outgoingHosts'] as string[]).slice(0, 1));
  });
});

describe('guess-order', () => {
  const { incoming, outgoing } = guessedServers('example.com');
  const tries = [...incoming, ...outgoing.map((server) => ({ protocol: 'smtp' as const, ...server }))];

  it.each(casesOf('guess-order', ({ input, expected }) => 'tries' in expected && input['port'] === undefined))(
    '%s: the same ports, but TLS first, never in clear, and never port 25',
    (_, { input, expected }) => {
      const all = expected['tries'] as [string, string, number][];
      const encrypted = all.filter(([, security, port]) => security !== 'plain' && port !== 25);
      const protocols = new Set(encrypted.map(([protocol]) => protocol.toLowerCase()));
      const ours = tries
        .filter((one) => one.host === 'example.com' && protocols.has(one.protocol))
        .filter(({ security }) => input['tls'] === undefined || words[security] === input['tls'])
        .map(({ protocol, security, port }) => [protocol.toUpperCase(), words[security], port]);
      expect(ours.toSorted()).toEqual(encrypted.toSorted());
      expect(ours[0]?.[1]).toBe(input['tls'] ?? 'SSL');
    },
  );

  it.each(casesOf('guess-order', ({ input }) => 'entry' in input))('%s', (_, { input, expected }) => {
    const [, security] = text(input['entry']).split(' ');
    expect(outgoing.find((one) => words[one.security] === security)?.port).toBe(expected['port']);
  });

  it('guess-order-026: hosts and ports, TLS only, the bare domain last', () => {
    const { expected } = caseOf('guess-order-026');
    const guessed = guessedServers('example.net');
    const line = (one: { host: string; port: number; security: string }): string =>
      `${one.host}:${one.port} ${words[one.security]}`;
    expect(guessed.incoming.filter(({ protocol }) => protocol === 'imap').map(line)).toEqual(expected['imap']);
    expect(guessed.outgoing.map(line)).toEqual(expected['smtp']);
  });
});

describe('autodiscover-pox', () => {
  const read = (id: string) => parsePox(Buffer.from(text(caseOf(id).input['xml'])));

  it('002: IMAP behind TLS; SMTP without SSL must upgrade', () => {
    expect(read('autodiscover-pox-002')).toMatchObject({
      kind: 'settings',
      servers: [
        { type: 'imap', host: 'example.com', port: 993, security: 'tls' },
        { type: 'smtp', host: 'smtp.example.com', port: 25, security: 'starttls' },
      ],
    });
  });

  it('003, 005: redirects to a URL and to an address', () => {
    const url = 'https://mail.example.com/autodiscover/autodiscover.xml';
    expect(read('autodiscover-pox-003')).toEqual({ kind: 'redirect-url', url });
    expect(read('autodiscover-pox-005')).toEqual({ kind: 'redirect-address', address: 'jo@other.example' });
  });

  it('007, 008: errors of the question, and of the address', () => {
    expect(read('autodiscover-pox-007')).toEqual({ kind: 'error', code: 600 });
    expect(read('autodiscover-pox-008')).toEqual({ kind: 'error', code: 501 });
  });
});
