import { repetitions } from '@mail-access/testkit';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drip, hostileServer, pour, type HostileManners, type HostileServer } from './testing/hostile-server.js';
import { startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';

let ground: ServiceGround;
let network: CaseNetwork;
const servers: HostileServer[] = [];
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => void (network = await ground.network()));
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});
afterAll(() => ground.stop());

const host = 'mail.example.com';
const protocols = {
  imap: { service: '_imap', secured: '_imaps', clear: 143, tls: 993, greeting: '* OK IMAP4rev1 ready\r\n' },
  pop3: { service: '_pop3', secured: '_pop3s', clear: 110, tls: 995, greeting: '+OK ready\r\n' },
  smtp: { service: '_submission', secured: '_submissions', clear: 587, tls: 465, greeting: '220 ready ESMTP\r\n' },
} as const;
type Protocol = keyof typeof protocols;

async function put(protocol: Protocol, manners: HostileManners, how: 'tls' | 'clear'): Promise<HostileServer> {
  const { certPem: cert, keyPem: key } = await network.internet.certificate([host]);
  const server = await hostileServer(manners, how === 'tls' ? { cert, key } : undefined);
  servers.push(server);
  const { service, secured, clear, tls } = protocols[protocol];
  const port = how === 'tls' ? tls : clear;
  network.internet.realServer(host, port, server.port);
  const SRV = [{ priority: 0, weight: 0, port, target: host }];
  network.internet.knows(`${how === 'tls' ? secured : service}._tcp.example.com`, { SRV });
  return server;
}

/** A server of the other side that is as it should be. */
async function putGoodCounterpart(protocol: Protocol): Promise<void> {
  const other = protocol === 'smtp' ? 'imap' : 'smtp';
  const { secured, tls } = protocols[other];
  await network.internet.mailServer(host, tls, { protocol: other, security: 'tls' });
  const SRV = [{ priority: 0, weight: 0, port: tls, target: host }];
  network.internet.knows(`${secured}._tcp.example.com`, { SRV });
}

/** Asks for the settings; the memory of this process is watched meanwhile. */
async function discoverWatched(): Promise<{ certificates: string[]; tookMs: number; grewBytes: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const began = performance.now();
  const found = await network.discover('jo@example.com');
  clearInterval(watch);
  const srv = found.candidates.filter(({ source }) => source === 'srv');
  return {
    certificates: srv.map(({ certificate }) => certificate),
    tookMs: performance.now() - began,
    grewBytes: most - before,
  };
}

const answerCapabilities = (text: (tag: string) => string): HostileManners['onLine'] => {
  return (line, socket) => void socket.write(text(line.split(' ')[0] ?? '*'));
};
const endless: Readonly<Record<Protocol, string>> = {
  imap: `* CAPABILITY ${'AUTH=X '.repeat(2_000)}\r\n`,
  pop3: 'SASL PLAIN\r\n'.repeat(1_000),
  smtp: '250-AUTH PLAIN\r\n'.repeat(1_000),
};

const misdeeds: [string, (protocol: Protocol) => HostileManners][] = [
  ['says nothing,', () => ({})],
  ['pours a greeting without end,', () => ({ onConnection: (socket) => pour(socket, 'x'.repeat(65_536)) })],
  ['pours lines without end,', () => ({ onConnection: (socket) => pour(socket, '* hello\r\n'.repeat(8_000)) })],
  [
    'drips,',
    (protocol) => ({ onConnection: (socket) => drip(socket, protocols[protocol].greeting.replace('\r\n', '.')) }),
  ],
  ['answers with rubbish,', () => ({ onConnection: (socket) => socket.write(randomBytes(50_000)) })],
  ['hangs up,', () => ({ onConnection: (socket) => socket.end() })],
  [
    'tells capabilities without end,',
    (protocol) => ({
      onConnection: (socket: Socket) => socket.write(protocols[protocol].greeting),
      onLine: (_line, socket) => pour(socket, endless[protocol]),
    }),
  ],
];

describe('servers of all protocols', () => {
  it.each(misdeeds)(
    'of which each %s are looked at for a while, and take no memory',
    { timeout: 30_000 },
    async (_, manners) => {
      for (let round = 0; round < repetitions(1, 3); round += 1) {
        network = await ground.network();
        for (const protocol of ['imap', 'pop3', 'smtp'] as const) await put(protocol, manners(protocol), 'tls');
        const { certificates, tookMs, grewBytes } = await discoverWatched();
        expect(certificates).toEqual(['failed', 'failed']);
        expect(tookMs).toBeLessThan(12_000);
        expect(grewBytes).toBeLessThan(100_000_000);
      }
    },
  );
});

const consent: Readonly<Record<Protocol, { capabilities: HostileManners['onLine']; yes: (tag: string) => string }>> = {
  imap: {
    capabilities: answerCapabilities((tag) => `* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n${tag} OK\r\n`),
    yes: (tag) => `${tag} OK begin\r\n`,
  },
  pop3: { capabilities: answerCapabilities(() => '+OK\r\nUSER\r\nSTLS\r\n.\r\n'), yes: () => '+OK begin\r\n' },
  smtp: {
    capabilities: answerCapabilities(() => '250-ready\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n'),
    yes: () => '220 begin\r\n',
  },
};
const injected: Readonly<Record<Protocol, string>> = {
  imap: '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n',
  pop3: '+OK\r\n',
  smtp: '250 AUTH PLAIN\r\n',
};
const signIn = /LOGIN|AUTHENTICATE|^AUTH|^USER|^PASS/i;

describe.each(['imap', 'pop3', 'smtp'] as const)('STARTTLS of %s', (protocol) => {
  const { greeting } = protocols[protocol];
  const greets = (socket: Socket): void => void socket.write(greeting);

  it('with something said behind the consent is an injection, and no server to be used', async () => {
    await putGoodCounterpart(protocol);
    const onLine: HostileManners['onLine'] = (line, socket) => {
      const [tag = '', command = tag] = line.split(' ');
      if (/STARTTLS|STLS/i.test(line)) socket.write(consent[protocol].yes(tag) + injected[protocol]);
      else if (command !== '') consent[protocol].capabilities?.(line, socket);
    };
    const server = await put(protocol, { onConnection: greets, onLine }, 'clear');
    expect((await discoverWatched()).certificates).toEqual(['failed']);
    expect(server.heard.some((line) => /STARTTLS|STLS/i.test(line))).toBe(true);
    expect(server.heard.filter((line) => signIn.test(line))).toEqual([]);
  });

  it('that was stripped, or is refused, is no server to be used; nothing more is said there', async () => {
    await putGoodCounterpart(protocol);
    const nothing = { imap: '* CAPABILITY IMAP4rev1\r\n', pop3: '+OK\r\nUSER\r\n.\r\n', smtp: '250 AUTH PLAIN\r\n' };
    const onLine = answerCapabilities((tag) => nothing[protocol] + (protocol === 'imap' ? `${tag} OK\r\n` : ''));
    const server = await put(protocol, { onConnection: greets, ...(onLine && { onLine }) }, 'clear');
    expect((await discoverWatched()).certificates).toEqual(['failed']);
    expect(server.heard.filter((line) => signIn.test(line))).toEqual([]);
  });
});

it('PREAUTH in the place of a greeting keeps nobody from STARTTLS: such a server is not to be used', async () => {
  for (const how of ['tls', 'clear'] as const) {
    network = await ground.network();
    await putGoodCounterpart('imap');
    const onConnection = (socket: Socket): void => void socket.write('* PREAUTH welcome back\r\n');
    const server = await put('imap', { onConnection }, how);
    expect((await discoverWatched()).certificates).toEqual(['failed']);
    expect(server.heard).toEqual([]);
  }
});

it('a name server that answers with rubbish is no verdict for ever', async () => {
  network.internet.dns.says('example.com', 'garbage');
  const began = performance.now();
  expect((await network.discover('jo@example.com')).candidates).toEqual([]);
  expect(performance.now() - began).toBeLessThan(12_000);
});
