import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Discovery } from './source.js';
import { caseOf, casesOf } from './testing/discovery-cases.js';
import { autoconfigFile } from './testing/discovery-ground.js';
import { ispdb, startServiceGround, type CaseNetwork, type ServiceGround } from './testing/service-ground.js';

let ground: ServiceGround;
let network: CaseNetwork;
beforeAll(async () => void (ground = await startServiceGround()));
beforeEach(async () => void (network = await ground.network()));
afterAll(() => ground.stop());

const words: Record<string, string> = { tls: 'SSL', starttls: 'STARTTLS', none: 'plain' };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const domainOf = (email: string): string => email.slice(email.indexOf('@') + 1);
const outcomeOf = (found: Discovery, source: string): string | undefined =>
  found.findings.find((finding) => finding.source === source)?.outcome;

/** What a case expects of settings, as the service tells it. */
function told({ candidates }: Discovery): Record<string, unknown> {
  const incoming = candidates.map((found) => ({
    ...{ type: found.incoming.protocol, host: found.incoming.host, port: found.incoming.port },
    ...{ tls: words[found.incoming.security], user: found.usernameForms[0] },
  }));
  const outgoing = candidates.slice(0, 1).map((found) => ({
    ...{ host: found.outgoing.host, port: found.outgoing.port, tls: words[found.outgoing.security] },
    user: found.outgoing.username ?? found.usernameForms[0],
  }));
  return {
    ...{ incoming, outgoing },
    incomingHosts: incoming.map(({ host }) => host),
    incomingUsers: incoming.map(({ user }) => user),
    incomingPorts: incoming.map(({ port }) => port),
    outgoingHosts: outgoing.map(({ host }) => host),
    outgoingPorts: outgoing.map(({ port }) => port),
    result: incoming.some(({ tls }) => tls === 'plain') ? 'settings-needing-consent' : 'settings',
  };
}

describe('a configuration file that a domain serves', () => {
  it.each(casesOf('autoconfig-xml'))('%s', async (_, { input, expected }) => {
    const email = text(input['email']);
    await network.internet.website([`autoconfig.${domainOf(email)}`], (_request, response) =>
      response.end(text(input['xml'])),
    );
    const found = await network.discover(email);
    if (expected['result'] === 'error') {
      expect([outcomeOf(found, 'autoconfig'), found.candidates]).toEqual(['invalid', []]);
      return;
    }
    expect(new Set(found.candidates.map(({ source }) => source))).toEqual(new Set(['autoconfig']));
    const { mustNot, diagnosis, ...settings } = expected;
    expect(told(found)).toMatchObject(settings);
    // A password is sent by itself to nothing that has no valid certificate, which there is none of in clear.
    if (mustNot !== undefined || diagnosis !== undefined) {
      expect(found.candidates).toMatchObject([{ certificate: 'failed', needsConfirmation: true }]);
    }
    expect(network.internet.heard).toEqual([]);
  });
});

describe('where configuration files are asked for', () => {
  it('autoconfig-urls-001: two places with the address, by https; the two by http are never asked', async () => {
    const { input, expected } = caseOf('autoconfig-urls-001');
    const asked: string[] = [];
    const names = ['autoconfig.domain.example', 'domain.example'];
    await network.internet.website(names, (request, response) => {
      if (request.method === 'GET') asked.push(`https://${request.headers.host}${request.url}`);
      response.writeHead(404).end();
    });
    for (const name of names) {
      await network.internet.httpSite(name, (request, response) => {
        asked.push(`http://${request.headers.host}${request.url}`);
        response.writeHead(404).end();
      });
    }
    await network.discover(text(input['email']));
    const wanted = (expected['urls'] as string[]).filter((url) => url.startsWith('https:'));
    expect(asked.filter((url) => url.includes('config-v1.1')).toSorted()).toEqual(wanted.toSorted());
  });

  it('autoconfig-urls-003 and 004: the ISPDB hears of the domain, and not of the address', async () => {
    const asked: string[] = [];
    await network.internet.website([ispdb.host], (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    await network.discover(text(caseOf('autoconfig-urls-004').input['email']));
    expect(asked).toEqual(['/v1.1/domain.example']);
  });

  it('autoconfig-urls-005: no host above the registrable domain', async () => {
    const { input, expected } = caseOf('autoconfig-urls-005');
    network.internet.knows('example.org', { MX: [{ preference: 10, exchange: text(input['mxHost']) }] });
    await network.discover(text(input['email']));
    const names = network.namesAsked();
    for (const host of expected['mustNotContainHost'] as string[]) expect(names).not.toContain(host);
    const own = (name: string): boolean => name === 'example.org' || name.endsWith('.example.org');
    expect(names.filter((name) => !own(name) && name !== ispdb.host)).toEqual([]);
  });
});

describe('what Exchange Autodiscover answers', () => {
  const imap = { protocol: 'imap', security: 'tls' } as const;
  const submission = { protocol: 'smtp', security: 'starttls' } as const;
  const serve = (names: readonly string[], id: string): Promise<void> =>
    network.internet.website(names, (request, response) =>
      response.writeHead(request.method === 'POST' ? 200 : 404).end(text(caseOf(id).input['xml'])),
    );
  async function mailServers(): Promise<void> {
    await network.internet.mailServer('example.com', 993, imap);
    await network.internet.mailServer('smtp.example.com', 25, submission);
  }
  const settings = {
    ...{ source: 'autodiscover', certificate: 'verified' },
    incoming: { host: 'example.com', port: 993, security: 'tls' },
    outgoing: { host: 'smtp.example.com', port: 25, security: 'starttls' },
  };

  it('autodiscover-pox-002 and flow-002: settings at the first place; SMTP without SSL must upgrade', async () => {
    await serve(['example.com'], 'autodiscover-pox-002');
    await mailServers();
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ ...settings, trusted: true, needsConfirmation: false });
  });

  it('autodiscover-pox-003: the URL of a redirect is asked next', async () => {
    await serve(['example.com'], 'autodiscover-pox-003');
    await serve(['mail.example.com'], 'autodiscover-pox-002');
    await mailServers();
    expect((await network.discover('jo@example.com')).candidates[0]).toMatchObject({ ...settings, trusted: true });
  });

  it('autodiscover-pox-005: an address leads on, and is not trusted for it', async () => {
    await serve(['example.com'], 'autodiscover-pox-005');
    await serve(['autodiscover.other.example'], 'autodiscover-pox-002');
    await mailServers();
    const [best] = (await network.discover('jo@example.com')).candidates;
    expect(best).toMatchObject({ ...settings, trusted: false, usernameForms: ['jo@example.com', 'jo'] });
  });

  it('autodiscover-pox-006: the same address again is a circle', async () => {
    await serve(['example.com'], 'autodiscover-pox-006');
    expect(outcomeOf(await network.discover('jo@example.com'), 'autodiscover')).toBe('invalid');
  });

  it('autodiscover-pox-007: an error about the question shows that Exchange is there', async () => {
    const xml = text(caseOf('autodiscover-pox-007').input['xml']);
    await network.internet.website(['autodiscover.example.com'], (request, response) =>
      request.url === '/EWS/Exchange.asmx'
        ? response.writeHead(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }).end()
        : response.writeHead(request.method === 'POST' ? 200 : 404).end(xml),
    );
    const url = 'https://autodiscover.example.com/EWS/Exchange.asmx';
    expect((await network.discover('jo@example.com')).exchange).toEqual({ url, trusted: true });
  });

  it('autodiscover-pox-008: an address that is unknown there is no settings', async () => {
    await serve(['example.com'], 'autodiscover-pox-008');
    const found = await network.discover('jo@example.com');
    expect([found.verdict, outcomeOf(found, 'autodiscover')]).toEqual(['not-found', 'not-found']);
  });

  it('autodiscover-flow-005: nothing anywhere', async () => {
    expect(outcomeOf(await network.discover('jo@example.com'), 'autodiscover')).toBe('not-found');
  });

  it('autodiscover-flow-010: what comes from another base domain needs a yes', async () => {
    const location = 'https://exchange.other/autodiscover/autodiscover.xml';
    await network.internet.website(['autodiscover.example.com'], (_, response) =>
      response.writeHead(302, { location }).end(),
    );
    await serve(['exchange.other'], 'autodiscover-pox-002');
    await mailServers();
    const { candidates } = await network.discover('jo@example.com');
    expect(candidates.find(({ source }) => source === 'autodiscover')).toMatchObject({ trusted: false });
  });
});

it('files of the domain, the ISPDB, and both places are weighed by trust', async () => {
  await network.internet.website([ispdb.host], (_, response) => response.end(autoconfigFile('by-ispdb.example.com')));
  await network.internet.website(['example.com'], (request, response) =>
    request.method === 'GET'
      ? void setTimeout(() => response.end(autoconfigFile('by-domain.example.com')), 100)
      : response.writeHead(404).end(),
  );
  for (const host of ['by-ispdb.example.com', 'by-domain.example.com']) {
    await network.internet.mailServer(host, 993, { protocol: 'imap', security: 'tls' });
    await network.internet.mailServer(host, 465, { protocol: 'smtp', security: 'tls' });
  }
  const { candidates } = await network.discover('jo@example.com');
  expect(candidates[0]?.incoming.host).toBe('by-domain.example.com');
});
