import { scriptedDns, type ScriptedDns } from '@mail-access/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEgress } from '../create-egress.js';
import type { FullEgress } from '../egress.js';

let dns: ScriptedDns;
let egress: FullEgress;
beforeEach(async () => {
  dns = await scriptedDns();
  egress = createEgress({ dnsServers: [dns.server], allow: [] });
});
afterEach(() => dns[Symbol.asyncDispose]());

const soon = (): AbortSignal => AbortSignal.timeout(5_000);

it('gives the exchangers of a domain, the preferred one first', async () => {
  const MX = [
    { preference: 20, exchange: 'Backup.Example.net' },
    { preference: 10, exchange: 'mx.example.net' },
  ];
  dns.says('example.com', { MX });
  expect(await egress.mx('example.com', soon())).toEqual([
    { preference: 10, exchange: 'mx.example.net' },
    { preference: 20, exchange: 'backup.example.net' },
  ]);
});

it('gives an empty exchanger for a domain that takes no mail (RFC 7505)', async () => {
  dns.says('example.com', { MX: [{ preference: 0, exchange: '.' }] });
  expect(await egress.mx('example.com', soon())).toEqual([{ preference: 0, exchange: '' }]);
});

it('gives services, an empty target where one is not offered', async () => {
  dns.says('_imaps._tcp.example.com', { SRV: [{ priority: 0, weight: 1, port: 993, target: 'imap.example.com' }] });
  dns.says('_pop3._tcp.example.com', { SRV: [{ priority: 0, weight: 0, port: 0, target: '.' }] });
  expect(await egress.srv('_imaps._tcp.example.com', soon())).toEqual([
    { priority: 0, weight: 1, port: 993, target: 'imap.example.com' },
  ]);
  expect(await egress.srv('_pop3._tcp.example.com', soon())).toEqual([{ priority: 0, weight: 0, port: 0, target: '' }]);
});

it('gives one step of an alias, and drops targets that are addresses', async () => {
  dns.says('autodiscover.example.com', { CNAME: 'autodiscover.outlook.com' });
  dns.says('example.com', { MX: [{ preference: 1, exchange: '127.0.0.1' }] });
  expect(await egress.cname('autodiscover.example.com', soon())).toBe('autodiscover.outlook.com');
  expect(await egress.mx('example.com', soon())).toEqual([]);
});

it('takes no name and no data for an empty answer, and a failure for none', async () => {
  dns.says('absent.example.com', 'NXDOMAIN');
  dns.says('empty.example.com', {});
  dns.says('broken.example.com', 'SERVFAIL');
  expect(await egress.mx('absent.example.com', soon())).toEqual([]);
  expect(await egress.srv('empty.example.com', soon())).toEqual([]);
  expect(await egress.cname('empty.example.com', soon())).toBeNull();
  await expect(egress.mx('broken.example.com', soon())).rejects.toMatchObject({ kind: 'resolver-unavailable' });
});

it('ends at the deadline', async () => {
  dns.says('example.com', 'silence');
  await expect(egress.mx('example.com', AbortSignal.timeout(100))).rejects.toMatchObject({ kind: 'timed-out' });
});
