import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseOf, casesOf } from './testing/discovery-cases.js';
import { autoconfigFile } from './testing/discovery-ground.js';
import { ispdb, startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';

let ground: ServiceGround;
let network: CaseNetwork;
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => void (network = await ground.network()));
afterAll(() => ground.stop());

const imap = { protocol: 'imap', security: 'tls' } as const;
const smtp = { protocol: 'smtp', security: 'tls' } as const;
const words: Record<string, string> = { tls: 'SSL', starttls: 'STARTTLS' };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const line = (server?: { host: string; port: number; security: string }): string =>
  `${server?.host}:${server?.port} ${words[server?.security ?? '']}`;

function exchangers({ input }: { input: Record<string, unknown> }): void {
  const MX = (input['mx'] as [number, string][]).map(([preference, exchange]) => ({ preference, exchange }));
  network.internet.knows('company.example', { MX });
}

/** An ISPDB that knows these domains, each with a server of its own; gives what it was asked. */
async function serveIspdb(known: readonly string[]): Promise<string[]> {
  const asked: string[] = [];
  await network.internet.website([ispdb.host], (request, response) => {
    const domain = (request.url ?? '').slice('/v1.1/'.length);
    asked.push(domain);
    if (known.includes(domain)) response.end(autoconfigFile(`mail.${domain}`));
    else response.writeHead(404).end();
  });
  return asked;
}

describe('mx-lookup: the domains of the exchanger in the ISPDB', () => {
  const cases = casesOf('mx-lookup', ({ expected }) => 'queriesInOrder' in expected || 'base' in expected);
  const wantedBy = (expected: Record<string, unknown>): string[] => {
    if ('base' in expected) return [text(expected['sub']), text(expected['base'])];
    return [...new Set((expected['queriesInOrder'] as string[]).map((query) => query.split(' ').at(-1) ?? ''))];
  };

  it.each(cases)('%s', async (_, { input, expected }) => {
    exchangers({ input });
    const wanted = wantedBy(expected);
    const asked = await serveIspdb([]);
    const found = await network.discover('jo@company.example');
    expect(asked.toSorted()).toEqual(['company.example', ...wanted].toSorted());
    expect(found.candidates).toEqual([]);
  });

  it.each(cases)('%s: the first of them that knows it decides', async (_, { input, expected }) => {
    const wanted = wantedBy(expected);
    for (let known = wanted; known.length > 0; known = known.slice(1)) {
      network = await ground.network();
      exchangers({ input });
      await serveIspdb(known);
      const [best] = (await network.discover('jo@company.example')).candidates;
      expect(best).toMatchObject({ source: 'ispdb', trusted: false, incoming: { host: `mail.${known[0]}` } });
    }
  });
});

describe('mx-lookup: who takes the mail', () => {
  const outcomes: Record<string, string> = {
    mailbox: 'found',
    'filtering-gateway-or-forwarder': 'filtering-gateway',
    'no-open-protocol': 'no-open-protocol',
  };

  it.each(casesOf('mx-lookup', ({ expected }) => 'kind' in expected))('%s', async (_, { input, expected }) => {
    exchangers({ input });
    const found = await network.discover('jo@company.example');
    const finding = found.findings.find(({ source }) => source === 'mx');
    expect(finding?.outcome).toBe(outcomes[text(expected['kind'])]);
    const byImap = found.candidates.filter(({ incoming }) => incoming.protocol === 'imap');
    expect([...new Set(byImap.map(({ incoming }) => incoming.host))]).toEqual(expected['incomingHosts']);
    // One outgoing server goes with each incoming one: the first.
    const outgoing = found.candidates.map((one) => one.outgoing.host);
    expect([...new Set(outgoing)]).toEqual((expected['outgoingHosts'] as string[]).slice(0, 1));
  });
});

describe('srv', () => {
  it.each(casesOf('srv'))('%s', async (_, { input, expected }) => {
    const records = Object.entries(input['records'] as Record<string, [number, number, number, string][]>);
    for (const [service, rows] of records) {
      const SRV = rows.map(([priority, weight, port, target]) => ({ priority, weight, port, target }));
      network.internet.knows(`${service}.example.com`, { SRV });
      const protocol = service.startsWith('_imap') ? 'imap' : 'smtp';
      const security = service.includes('s.') ? 'tls' : 'starttls';
      for (const { port, target } of SRV) await network.internet.mailServer(target, port, { protocol, security });
    }
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect([line(best?.incoming), line(best?.outgoing)]).toEqual([expected['incoming'], expected['outgoing']]);
  });

  it('srv-002: never in clear, when STARTTLS is not there', async () => {
    const SRV = (port: number) => ({ SRV: [{ priority: 0, weight: 1, port, target: 'mail.example.com' }] });
    network.internet.knows('_imap._tcp.example.com', SRV(143));
    network.internet.knows('_submission._tcp.example.com', SRV(587));
    await network.internet.mailServer('mail.example.com', 143, { protocol: 'imap', security: 'none' });
    await network.internet.mailServer('mail.example.com', 587, { protocol: 'smtp', security: 'none' });
    const { candidates } = await network.discover('jo@example.com');
    expect(candidates).toMatchObject([{ certificate: 'failed', needsConfirmation: true }]);
  });

  it('goes to the targets of the lowest priority number, and there by weight', async () => {
    const at = (priority: number, weight: number, target: string) => ({ priority, weight, port: 993, target });
    const targets = ['second.example.com', 'never.example.com', 'first.example.com'];
    network.internet.knows('_imaps._tcp.example.com', {
      SRV: [at(20, 9, 'second.example.com'), at(10, 0, 'never.example.com'), at(10, 65_535, 'first.example.com')],
    });
    network.internet.knows('_submissions._tcp.example.com', {
      SRV: [{ priority: 0, weight: 0, port: 465, target: 'first.example.com' }],
    });
    for (const target of targets) await network.internet.mailServer(target, 993, imap);
    await network.internet.mailServer('first.example.com', 465, smtp);
    const { candidates } = await network.discover('jo@example.com');
    expect(candidates.map(({ incoming }) => incoming.host)).toEqual(['first.example.com', 'never.example.com']);
  });
});

describe('guess-order', () => {
  /** Where the service knocked at the bare domain, which is there and has nothing open. */
  async function knockedAt(): Promise<number[]> {
    network.internet.knows('example.com', { A: ['93.184.216.200'] });
    await network.discover('jo@example.com');
    const ports = network.dialled.filter((place) => place.startsWith('93.184.216.200:'));
    return [...new Set(ports.map((place) => Number(place.split(':')[1])))].filter(
      (port) => port !== 443 && port !== 80,
    );
  }

  it.each(casesOf('guess-order', ({ expected }) => 'tries' in expected))(
    '%s: the same ports, but never in clear, never port 25, and no port that is not one of mail',
    async (_, { expected }) => {
      const tries = expected['tries'] as [string, string, number][];
      const usual = [110, 143, 465, 587, 993, 995];
      const wanted = tries.map(([, , port]) => port).filter((port) => usual.includes(port));
      const knocked = await knockedAt();
      expect(knocked.toSorted((one, other) => one - other)).toEqual(usual);
      expect(wanted.filter((port) => !knocked.includes(port))).toEqual([]);
    },
  );

  it.each(casesOf('guess-order', ({ input }) => 'entry' in input))('%s', async (_, { input, expected }) => {
    const security = text(input['entry']) === 'SMTP SSL' ? ('tls' as const) : ('starttls' as const);
    await network.internet.mailServer('example.com', 993, imap);
    await network.internet.mailServer('example.com', expected['port'] as number, { protocol: 'smtp', security });
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect(best?.outgoing).toEqual({ host: 'example.com', port: expected['port'], security });
  });

  it('guess-order-026: hosts in that order, TLS before STARTTLS; what is earlier wins', async () => {
    const { expected } = caseOf('guess-order-026');
    const places = (protocol: 'imap' | 'smtp') => (expected[protocol] as string[]).map((place) => place.split(/[: ]/));
    for (let from = 0; from < places('imap').length; from += 1) {
      network = await ground.network();
      for (const protocol of ['imap', 'smtp'] as const) {
        for (const [host = '', port, word] of places(protocol).slice(from)) {
          const security = word === 'SSL' ? 'tls' : 'starttls';
          await network.internet.mailServer(host, Number(port), { protocol, security });
        }
      }
      const [best] = (await network.discover('jo@example.net')).candidates;
      const wanted = [expected['imap'], expected['smtp']].map((all) => (all as string[])[from]);
      expect([line(best?.incoming), line(best?.outgoing)]).toEqual(wanted);
    }
  });
});

it('priority-003: one that answered "not here" makes it "not found", though another failed', async () => {
  network.internet.dns.says('example.com', 'SERVFAIL');
  expect((await network.discover('jo@example.com')).verdict).toBe('not-found');
});
