import { scriptedDns, type DnsRecords, type ScriptedDns } from '@mail-access/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEgress } from '../create-egress.js';
import type { PinnedHost } from '../egress.js';

let dns: ScriptedDns;
beforeEach(async () => void (dns = await scriptedDns()));
afterEach(() => dns[Symbol.asyncDispose]());

const soon = (): AbortSignal => AbortSignal.timeout(5_000);

function resolve(host: string, allow: readonly string[] = [], signal = soon()): Promise<PinnedHost> {
  return createEgress({ dnsServers: [dns.server], allow }).resolve(host, signal);
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

describe('a name', () => {
  it('is asked once for each family, and its addresses are pinned, IPv6 first', async () => {
    dns.says('mail.example.com', { A: ['1.1.1.1', '1.0.0.1'], AAAA: ['2606:4700:4700::1111'] });
    expect(await resolve('Mail.Example.com.')).toEqual({
      host: 'mail.example.com',
      addresses: ['2606:4700:4700::1111', '1.1.1.1', '1.0.0.1'],
    });
    expect(dns.questions.toSorted()).toEqual(['A mail.example.com', 'AAAA mail.example.com']);
  });

  it('with an alias is what the alias points at', async () => {
    dns.says('mail.example.com', { CNAME: 'mx.example.net', A: ['1.1.1.1'] });
    expect((await resolve('mail.example.com')).addresses).toEqual(['1.1.1.1']);
  });

  it('in Unicode is asked in ASCII', async () => {
    dns.says('courriel.xn--qubec-csa.ca', { A: ['1.1.1.1'] });
    expect((await resolve('courriel.québec.ca')).host).toBe('courriel.xn--qubec-csa.ca');
  });

  const refused: Record<string, DnsRecords> = {
    'an internal address': { A: ['10.0.0.1'] },
    'a public and an internal address': { A: ['1.1.1.1', '127.0.0.1'] },
    'a public IPv4 and an internal IPv6 address': { A: ['1.1.1.1'], AAAA: ['::1'] },
    'a mapped internal address': { AAAA: ['::ffff:169.254.169.254'] },
    'an internal address behind an alias': { CNAME: 'internal.example.com', A: ['192.168.1.1'] },
    'a 6to4 address': { AAAA: ['2002:7f00:1::1'] },
    'an unspecified address': { A: ['0.0.0.0'] },
    'many addresses, the last one internal': {
      A: [...Array.from({ length: 20 }, (_, n) => `1.1.1.${n}`), '10.0.0.1'],
    },
  };
  it.each(Object.entries(refused))('is refused for %s', async (_, records) => {
    dns.says('mail.example.com', records);
    await expect(resolve('mail.example.com')).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('may point at an internal address that is allowed', async () => {
    dns.says('mail.example.com', { A: ['10.0.0.1', '1.1.1.1'] });
    expect((await resolve('mail.example.com', ['10.0.0.0/30'])).addresses).toEqual(['10.0.0.1', '1.1.1.1']);
    dns.says('other.example.com', { A: ['10.0.0.4'] });
    await expect(resolve('other.example.com', ['10.0.0.0/30'])).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('keeps its pinned addresses when the answer changes afterwards', async () => {
    dns.says('mail.example.com', { A: ['1.1.1.1'] }, { A: ['127.0.0.1'] });
    const pinned = await resolve('mail.example.com');
    expect(pinned.addresses).toEqual(['1.1.1.1']);
    await expect(resolve('mail.example.com')).rejects.toMatchObject({ kind: 'blocked-address' });
    expect(pinned.addresses).toEqual(['1.1.1.1']);
  });
});

describe('what DNS servers do', () => {
  it.each([
    ['NXDOMAIN', 'NXDOMAIN' as const, 'name-not-found'],
    ['no data', {}, 'name-not-found'],
    [
      'no such name for one type, failure for the other',
      { A: 'NXDOMAIN', AAAA: 'SERVFAIL' } as const,
      'name-not-found',
    ],
    ['SERVFAIL', 'SERVFAIL' as const, 'resolver-unavailable'],
    ['REFUSED', 'REFUSED' as const, 'resolver-unavailable'],
    ['no data for one type, failure for the other', { A: 'SERVFAIL' } as const, 'resolver-unavailable'],
  ])('%s is understood', async (_, turn, kind) => {
    dns.says('mail.example.com', turn);
    await expect(resolve('mail.example.com')).rejects.toMatchObject({ kind });
  });

  it('uses one family when the other fails or stays silent', async () => {
    dns.says('a.example.com', { A: ['1.1.1.1'], AAAA: 'SERVFAIL' });
    dns.says('b.example.com', { A: ['1.1.1.1'], AAAA: 'silence' });
    expect((await resolve('a.example.com')).addresses).toEqual(['1.1.1.1']);
    const began = performance.now();
    expect((await resolve('b.example.com')).addresses).toEqual(['1.1.1.1']);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('stops at the deadline when nobody answers', async () => {
    dns.says('mail.example.com', 'silence');
    const began = performance.now();
    await expect(resolve('mail.example.com', [], AbortSignal.timeout(150))).rejects.toMatchObject({
      kind: 'timed-out',
    });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('stops at once when cancelled', async () => {
    dns.says('mail.example.com', 'silence');
    const caller = new AbortController();
    const pending = failure(resolve('mail.example.com', [], caller.signal));
    caller.abort();
    expect(await pending).toMatchObject({ kind: 'cancelled' });
  });

  it('says that the resolver is unavailable when nothing listens there', async () => {
    const gone = await scriptedDns();
    await gone[Symbol.asyncDispose]();
    const egress = createEgress({ dnsServers: [gone.server], allow: [] });
    await expect(egress.resolve('mail.example.com', soon())).rejects.toMatchObject({ kind: 'resolver-unavailable' });
  });
});

describe('what needs no DNS', () => {
  it.each([
    ['0x7f.1', 'blocked-address'],
    ['127.0.0.1', 'blocked-address'],
    ['[::1]', 'blocked-address'],
    ['１０.0.0.1', 'blocked-address'],
    ['::ffff:10.0.0.1', 'blocked-address'],
    ['localhost', 'blocked-address'],
    ['LOCALHOST.', 'blocked-address'],
    ['imap.localhost', 'blocked-address'],
    ['256.1.1.1', 'name-not-found'],
    ['mail.example.com:993', 'name-not-found'],
    ['', 'name-not-found'],
  ])('%j is %s without a question', async (host, kind) => {
    await expect(resolve(host)).rejects.toMatchObject({ kind });
    expect(dns.questions).toEqual([]);
  });

  it('is a public address', async () => {
    expect(await resolve('1.1.1.1')).toEqual({ host: '1.1.1.1', addresses: ['1.1.1.1'] });
    expect(await resolve('::ffff:1.1.1.1')).toMatchObject({ addresses: ['1.1.1.1'] });
    expect(dns.questions).toEqual([]);
  });

  it('is localhost, at what the allow list has of loopback', async () => {
    const both = ['127.0.0.0/8', '::1/128'];
    expect(await resolve('localhost', both)).toEqual({ host: 'localhost', addresses: ['127.0.0.1', '::1'] });
    expect((await resolve('localhost', ['127.0.0.0/8'])).addresses).toEqual(['127.0.0.1']);
    expect((await resolve('localhost', ['::1'])).addresses).toEqual(['::1']);
  });
});

it.each(['localhost:53', 'dns.example.com', '192.0.2.1:0', '192.0.2.1:99999', '', '0x7f.1:53'])(
  'refuses the DNS server %j at the start',
  (server) => {
    expect(() => createEgress({ dnsServers: [server], allow: [] })).toThrow('is not a DNS server');
  },
);

it.each(['192.0.2.53', '192.0.2.53:5353', '[2001:db8::53]:5353', '2001:db8::53'])(
  'accepts the DNS server %s',
  (server) => {
    expect(() => createEgress({ dnsServers: [server], allow: [] })).not.toThrow();
  },
);
