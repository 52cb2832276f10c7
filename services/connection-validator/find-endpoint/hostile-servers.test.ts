import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exchange,
  exchangeGround,
  nothingThere,
  portal,
  redirectTo,
  type ExchangeGround,
} from './testing/exchange-ground.js';

let ground: ExchangeGround;
beforeEach(async () => void (ground = await exchangeGround()));
afterEach(() => ground[Symbol.asyncDispose]());

const host = 'mail.company.example';
const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const bomb = '<!DOCTYPE a [<!ENTITY l0 "lol"><!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;">]>';

describe('what a server says instead of wanting a sign-in', () => {
  it.each<[string, RequestListener, string]>([
    ['nothing of that name', nothingThere, 'endpoint-not-found'],
    ['a page', portal, 'endpoint-not-found'],
    [
      'its sign-in form',
      (_, response) => redirectTo(response, '/owa/auth/logon.aspx?url=x&reason=0'),
      'endpoint-not-found',
    ],
    ['that nobody may', answering(403), 'service-retired'],
    ['to wait', answering(503, { 'x-backoffmilliseconds': '30000' }), 'rate-limited'],
    ['that it is busy', answering(429), 'rate-limited'],
    ['that it is out of order', answering(503), 'temporarily-unavailable'],
    ['that it is Exchange 2003', answering(404, { microsoftofficewebserver: '5.0_Pub' }), 'provider-unsupported'],
    ['a bomb of entities', answering(200, {}, `${bomb}<Envelope>&l1;</Envelope>`), 'endpoint-not-found'],
    ['no HTTP', (_, response) => void response.socket?.end('* OK IMAP4rev1 ready\r\n'), 'server-misbehaved'],
    ['nothing, and hangs up', (_, response) => void response.destroy(), 'server-misbehaved'],
    [
      'that it wants a password for everything',
      answering(401, { 'www-authenticate': 'Bearer realm="x"' }),
      'endpoint-not-found',
    ],
  ])('%s', async (_, listener, diagnosis) => {
    await ground.website([host], listener);
    expect(await ground.find(`https://${host}/owa`)).toMatchObject({ kind: 'dead-end', diagnosis, host });
  });

  it('the page of Exchange 2003, whose version is only seen there', async () => {
    await ground.website([host], (request, response) =>
      request.url === '/exchange'
        ? redirectTo(response, '/exchweb/bin/auth/owalogon.asp?url=x')
        : nothingThere(request, response),
    );
    expect(await ground.find(`https://${host}/exchange`)).toMatchObject({ diagnosis: 'provider-unsupported' });
  });

  it('nothing to what is posted, although EWS is described there', async () => {
    await ground.website([host], (request, response) =>
      request.url === '/EWS/Services.wsdl'
        ? void response.end('<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>')
        : nothingThere(request, response),
    );
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'server-misbehaved' });
  });

  it.each<[string, Parameters<ExchangeGround['website']>[2], string]>([
    ['from nobody', { untrusted: true }, 'certificate-untrusted'],
    [
      'that is old',
      { certificate: { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') } },
      'certificate-expired',
    ],
    ['for another name', { certificateNames: ['other.company.example'] }, 'certificate-name-mismatch'],
  ])('a certificate %s: nothing is asked of it', async (_, proof, diagnosis) => {
    await ground.website([host], exchange(), proof);
    expect(await ground.find(`https://${host}/owa`)).toMatchObject({ diagnosis, host });
    expect(ground.heard).toEqual([]);
  });

  it('a certificate for another name of the own domain, where EWS is', async () => {
    await ground.website([host], exchange(), { certificateNames: ['ex.company.example'] });
    await ground.website(['ex.company.example'], exchange());
    expect(await ground.find(host)).toMatchObject({ url: 'https://ex.company.example/EWS/Exchange.asmx' });
  });
});

it('a server of the Web without https is told so, and one without anything is not', async () => {
  await ground.httpSite(host, portal);
  expect(await ground.find(`http://${host}/exchange`)).toMatchObject({ diagnosis: 'encryption-unavailable', host });
  ground.internet.knows('off.company.example', { A: ['93.184.216.201'] });
  expect(await ground.find('off.company.example')).toMatchObject({ diagnosis: 'connection-refused' });
});

it.each(['our mail server', 'ftp://mail.company.example', 'https://ada＠mail.company.example'])(
  '%j is no address, and the e-mail address is asked instead',
  async (url) => {
    expect(await ground.find(url)).toMatchObject({ diagnosis: 'endpoint-not-found', host: '' });
    await ground.website(['autodiscover.company.example'], exchange());
    expect(await ground.find(url)).toMatchObject({ kind: 'endpoint' });
  },
);

describe('a server that means no good', () => {
  it('may pour without end, and memory stays flat', async () => {
    await ground.website([host], (_, response) => {
      const chunk = Buffer.alloc(65_536, 'a');
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const before = process.memoryUsage().rss;
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'server-misbehaved' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it.each<[string, RequestListener]>([
    ['say nothing', () => undefined],
    [
      'drip',
      (_, response) => {
        const timer = setInterval(() => response.write('.'), 20);
        response.once('close', () => clearInterval(timer));
      },
    ],
  ])('may %s: it ends in time', { timeout: 20_000 }, async (_, listener) => {
    await ground.website([host, 'autodiscover.company.example', 'company.example'], listener);
    const began = performance.now();
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'connection-timed-out', host });
    expect(performance.now() - began).toBeLessThan(13_000);
    expect(ground.told.at(-1)?.[0]).toMatchObject({ source: 'typed-address', outcome: 'timed-out' });
  });

  it('may send in circles, or ever further', async () => {
    await ground.website([host], (_, response) =>
      redirectTo(response, `https://www.company.example/EWS/Exchange.asmx`),
    );
    await ground.website(['www.company.example'], (_, response) =>
      redirectTo(response, `https://${host}/EWS/Exchange.asmx`),
    );
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'endpoint-not-found' });
    const names = Array.from({ length: 40 }, (_, n) => `h${n}.far.example`);
    await ground.website(names, (request, response) => {
      const next = Number(/^h(\d+)/.exec(request.headers.host ?? '')?.[1]) + 1;
      redirectTo(response, `https://h${next}.far.example/EWS/Exchange.asmx`);
    });
    expect((await ground.find('h0.far.example')).kind).toBe('dead-end');
    expect(ground.heard.filter(({ line }) => line.includes('https://h11.'))).toEqual([]);
  });

  it.each([
    'https://10.0.0.1/EWS/Exchange.asmx',
    'https://inside.company.example/EWS/Exchange.asmx',
    'https://localhost/EWS/Exchange.asmx',
    `https://${host}:22/EWS/Exchange.asmx`,
  ])('may send to %s: nobody goes there', async (location) => {
    ground.internet.knows('inside.company.example', { A: ['192.168.1.10'] });
    await ground.website([host], (_, response) => redirectTo(response, location));
    expect(await ground.find(host)).toMatchObject({ diagnosis: 'blocked-address' });
  });

  it('may send to http, which is not followed', async () => {
    await ground.httpSite('plain.company.example', exchange());
    await ground.website([host], (_, response) =>
      redirectTo(response, 'http://plain.company.example/EWS/Exchange.asmx'),
    );
    expect(await ground.find(`https://${host}/owa`)).toMatchObject({ diagnosis: 'endpoint-not-found' });
    expect(ground.heard.filter(({ line }) => line.includes('http://plain'))).toEqual([]);
  });
});

describe('an address that is not to be reached', () => {
  const blocked = [
    'http://169.254.169.254/exchange',
    'https://[::1]/owa',
    'https://[::ffff:10.0.0.1]/owa',
    '0x7f.1',
    '2130706433/owa',
    'localhost',
    'http://①②⑦.⓪.⓪.①/exchange',
    '10.0.0.1:8443',
    'inside.company.example',
    'mixed.company.example',
    'nat64.company.example',
    'https://mail.company.example:22/owa',
    'https://mail.company.example:993/owa',
    'https://mail.company.example:6379/',
    'http://mail.company.example:8080/exchange',
  ];

  it.each(blocked)('%s has the same answer, whatever is there', async (url) => {
    ground.internet.knows('inside.company.example', { A: ['10.0.0.5'] });
    ground.internet.knows('mixed.company.example', { A: ['93.184.216.200', '10.0.0.5'] });
    ground.internet.knows('nat64.company.example', { AAAA: ['64:ff9b::7f00:1'] });
    ground.internet.knows(host, { A: ['93.184.216.201'] });
    const clue = await ground.find(url);
    expect(clue).toMatchObject({ kind: 'dead-end', diagnosis: 'blocked-address', answered: false });
    expect(ground.told.at(-1)?.[0]).toMatchObject({ source: 'typed-address', outcome: 'blocked' });
    expect(ground.heard).toEqual([]);
  });

  it('is also one that a name means only from the second look on', async () => {
    await ground.website([host], nothingThere);
    ground.internet.dns.says(host, { A: ['93.184.216.1'] }, { A: ['127.0.0.1'] });
    expect(await ground.find(`https://${host}/owa`)).toMatchObject({ diagnosis: 'blocked-address' });
    expect(ground.heard.map(({ line }) => line)).toEqual([`POST https://${host}/EWS/Exchange.asmx`]);
  });
});

it('a name server that is out of order makes it "unavailable"', async () => {
  ground.internet.dns.says(host, 'SERVFAIL');
  for (const name of ['', 'autodiscover.', '_autodiscover._tcp.'])
    ground.internet.dns.says(`${name}company.example`, 'SERVFAIL');
  expect(await ground.find(host)).toMatchObject({ diagnosis: 'temporarily-unavailable' });
});

it('a search that is stopped ends at once', async () => {
  await ground.website([host], () => undefined);
  const began = performance.now();
  await expect(ground.find(host, undefined, 300)).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(2_000);
});
