import {
  createCertificateAuthority,
  scriptedDns,
  type CertificateAuthority,
  type ScriptedDns,
} from '@mail-access/testkit';
import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress } from '../create-egress.js';
import type { FullEgress } from '../egress.js';

const servers: Server[] = [];
const sockets = new Set<Socket>();
let authority: CertificateAuthority;
let dns: ScriptedDns;
/** Where each public address and port of the test really is. */
const dialled = new Map<string, number>();

beforeAll(async () => void (authority = await createCertificateAuthority()));
beforeEach(async () => void (dns = await scriptedDns({ unknownName: 'NXDOMAIN' })));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) server.close();
  dialled.clear();
  await dns[Symbol.asyncDispose]();
});

async function serve(server: Server, place: string): Promise<void> {
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => undefined)));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  dialled.set(place, (server.address() as AddressInfo).port);
}

/** An https server at a public address, with a certificate for the names that point there. */
async function website(names: readonly string[], listener: RequestListener, address = '93.184.216.34'): Promise<void> {
  for (const name of names) dns.says(name, { A: [address] });
  const { certPem, keyPem } = await authority.issue({ names });
  const server = createServer({ cert: certPem, key: keyPem }, listener);
  await serve(
    server.on('tlsClientError', () => undefined),
    `${address}:443`,
  );
}

function egress(allow: readonly string[] = []): FullEgress {
  const dial = (address: string, port: number) => ({
    address: '127.0.0.1',
    port: dialled.get(`${address}:${port}`) ?? 1,
  });
  return createEgress({ dnsServers: [dns.server], allow, ca: [authority.caPem], dial });
}

const get = (url: string, { maxBytes = 10_000, ms = 5_000 } = {}) =>
  egress().get(url, { signal: AbortSignal.timeout(ms), maxBytes });

const redirect = (response: ServerResponse, location: string, status = 302): void =>
  void response.writeHead(status, { location }).end();

describe('a question', () => {
  it('is answered, and carries nothing that names anybody', async () => {
    let asked: IncomingMessage['headers'] = {};
    await website(['example.com'], (request, response) => {
      asked = request.headers;
      response.writeHead(401, { 'www-authenticate': ['NTLM', 'Negotiate'] }).end('hello');
    });
    const answer = await get('https://example.com/a?b=c#d');
    expect(answer).toMatchObject({ kind: 'answered', status: 401, hops: [new URL('https://example.com/a?b=c')] });
    expect(answer.kind === 'answered' && answer.body.toString()).toBe('hello');
    expect(answer.kind === 'answered' && answer.headers['www-authenticate']).toEqual(['NTLM', 'Negotiate']);
    expect(Object.keys(asked).toSorted()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it('is posted again where a redirect points, and got after 303', async () => {
    const heard: string[] = [];
    await website(['example.com', 'mail.example.com'], (request, response) => {
      request.on('data', (chunk: Buffer) => heard.push(`${request.method} ${request.url} ${chunk.toString()}`));
      if (request.url === '/a') redirect(response, 'https://mail.example.com/b', 307);
      else if (request.url === '/b') redirect(response, '/c', 303);
      else response.end(request.method);
    });
    const request = { signal: AbortSignal.timeout(5_000), maxBytes: 100, body: '<a/>', contentType: 'text/xml' };
    const answer = await egress().post('https://example.com/a', request);
    expect(answer.kind === 'answered' && answer.body.toString()).toBe('GET');
    expect(heard).toEqual(['POST /a <a/>', 'POST /b <a/>']);
    expect(answer.hops.map((hop) => hop.href)).toEqual([
      'https://example.com/a',
      'https://mail.example.com/b',
      'https://mail.example.com/c',
    ]);
  });
});

describe('what is never asked', () => {
  it.each(['http://example.com/', 'ftp://example.com/', 'https://ada:secret@example.com/', 'example.com', ''])(
    '%j, which is no https URL of ours',
    async (url) => {
      expect(await get(url)).toMatchObject({ kind: 'refused', why: 'not-https', hops: [] });
    },
  );

  it.each([
    'https://169.254.169.254/',
    'https://[::1]/owa',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://localhost/',
  ])('%s, an internal address', async (url) => {
    await expect(get(url)).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it.each([22, 80, 993, 6379, 8443])('port %i', async (port) => {
    dns.says('example.com', { A: ['93.184.216.34'] });
    await expect(get(`https://example.com:${port}/`)).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('a mail port by https, and port 443 by the mail door', async () => {
    const host = { host: 'example.com', addresses: ['93.184.216.34'] };
    await expect(egress().connect(host, 443, AbortSignal.timeout(500))).rejects.toMatchObject({
      kind: 'blocked-address',
    });
  });

  it('a server whose certificate is for another name', async () => {
    await website(['example.com'], (_, response) => void response.end());
    dns.says('other.example.com', { A: ['93.184.216.34'] });
    await expect(get('https://other.example.com/')).rejects.toMatchObject({ kind: 'certificate-name-mismatch' });
  });
});

describe('redirects', () => {
  it.each([
    ['http://example.com/b', 'not-https'],
    ['http://169.254.169.254/', 'not-https'],
    ['https://ada@example.com/', 'not-https'],
    ['/a', 'redirect-loop'],
    ['/a#again', 'redirect-loop'],
  ])('to %s are %s', async (location, why) => {
    await website(['example.com'], (_, response) => redirect(response, location));
    expect(await get('https://example.com/a')).toMatchObject({ kind: 'refused', why });
  });

  it.each([
    'https://10.0.0.1/',
    'https://internal.example.com/',
    'https://nat64.example.com/',
    'https://example.com:22/',
  ])('to %s are blocked', async (location) => {
    dns.says('internal.example.com', { A: ['93.184.216.34', '10.0.0.1'] });
    dns.says('nat64.example.com', { AAAA: ['64:ff9b::7f00:1'] });
    await website(['example.com'], (_, response) => redirect(response, location));
    await expect(get('https://example.com/a')).rejects.toMatchObject({ kind: 'blocked-address' });
  });

  it('are the answer where they may not be followed, and nobody is asked there', async () => {
    await website(['example.com'], (_, response) => redirect(response, 'https://elsewhere.example/b'));
    const request = { signal: AbortSignal.timeout(5_000), maxBytes: 100 };
    const mayFollow = (next: URL): boolean => next.hostname === 'example.com';
    const answer = await egress().get('https://example.com/a', { ...request, mayFollow });
    expect(answer).toMatchObject({ kind: 'answered', status: 302 });
    expect(answer.kind === 'answered' && answer.headers['location']).toEqual(['https://elsewhere.example/b']);
    expect(dns.questions.filter((question) => question.includes('elsewhere'))).toEqual([]);
  });

  it('end after the tenth, and a circle of two at once', async () => {
    let asked = 0;
    await website(['example.com'], (request, response) => {
      asked += 1;
      if (request.url?.startsWith('/circle')) redirect(response, request.url === '/circle1' ? '/circle2' : '/circle1');
      else redirect(response, `/${asked}`);
    });
    expect(await get('https://example.com/circle1')).toMatchObject({ why: 'redirect-loop' });
    expect(asked).toBe(2);
    asked = 0;
    expect(await get('https://example.com/')).toMatchObject({ why: 'too-many-redirects' });
    expect(asked).toBe(11);
  });

  it('are refused when the name means an internal address the second time', async () => {
    let asked = 0;
    await website(['example.com'], (_, response) => {
      asked += 1;
      redirect(response, '/b');
    });
    dns.says('example.com', { A: ['93.184.216.34'] }, { A: ['127.0.0.1'] });
    await expect(get('https://example.com/a')).rejects.toMatchObject({ kind: 'blocked-address' });
    expect(asked).toBe(1);
  });
});

describe('servers that mean no good', () => {
  it('are cut off at the octets that were asked for', async () => {
    let sent = 0;
    await website(['example.com'], (_, response) => {
      const chunk = Buffer.alloc(65_536);
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', pour);
      pour();
    });
    expect(await get('https://example.com/', { maxBytes: 100_000 })).toMatchObject({ why: 'body-too-large' });
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each<[string, RequestListener]>([
    ['headers without end', (_, r) => void r.writeHead(200, { 'x-long': 'a'.repeat(40_000) }).end()],
    ['a compressed body', (_, r) => void r.writeHead(200, { 'content-encoding': 'gzip' }).end('bomb')],
    ['something else than HTTP', (_, r) => void r.socket?.end('* OK IMAP4rev1 ready\r\n')],
    [
      'early hints without end',
      (_, r) => {
        for (let n = 0; n < 20; n += 1) r.writeEarlyHints({ link: '</a>; rel=preload' });
      },
    ],
  ])('by %s are refused', async (_, listener) => {
    await website(['example.com'], listener);
    expect(await get('https://example.com/')).toMatchObject({ kind: 'refused', why: 'malformed-answer' });
  });

  it.each<[string, RequestListener]>([
    ['by saying nothing', () => undefined],
    [
      'by dripping',
      (_, response) => {
        const timer = setInterval(() => response.write('.'), 20);
        response.once('close', () => clearInterval(timer));
      },
    ],
  ])('%s end at the deadline', async (_, listener) => {
    await website(['example.com'], listener);
    const began = performance.now();
    await expect(get('https://example.com/', { ms: 300 })).rejects.toMatchObject({ kind: 'timed-out' });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('by hanging up are disconnected', async () => {
    dns.says('example.com', { A: ['93.184.216.34'] });
    const { certPem, keyPem } = await authority.issue({ names: ['example.com'] });
    const server = createTlsServer({ cert: certPem, key: keyPem }, (socket) => socket.once('data', () => socket.end()));
    await serve(server, '93.184.216.34:443');
    await expect(get('https://example.com/')).rejects.toMatchObject({ kind: 'disconnected' });
  });
});

describe('an http question', () => {
  async function httpSite(listener: RequestListener): Promise<void> {
    dns.says('autodiscover.example.com', { A: ['93.184.216.34'] });
    await serve(createHttpServer(listener), '93.184.216.34:80');
  }
  const probe = (url = 'http://autodiscover.example.com/x') =>
    egress().probeHttpRedirect(url, AbortSignal.timeout(5_000));

  it('gives the https URL of a redirect, and follows nothing', async () => {
    let asked = 0;
    await httpSite((_, response) => {
      asked += 1;
      redirect(response, 'https://mail.example.com/autodiscover.xml');
    });
    expect(await probe()).toBe('https://mail.example.com/autodiscover.xml');
    expect(asked).toBe(1);
  });

  it.each(['http://mail.example.com/', '/elsewhere', 'https://ada:pw@mail.example.com/'])(
    'gives no %s',
    async (location) => {
      await httpSite((_, response) => redirect(response, location));
      expect(await probe()).toBeNull();
    },
  );

  it('gives nothing of an answer', async () => {
    await httpSite((_, response) => void response.writeHead(200, { location: 'https://a.example.com/' }).end('<xml/>'));
    expect(await probe()).toBeNull();
    await expect(probe('http://10.0.0.1/')).rejects.toMatchObject({ kind: 'blocked-address' });
    await expect(probe('http://autodiscover.example.com:8080/')).rejects.toMatchObject({ kind: 'blocked-address' });
    expect(await probe('https://autodiscover.example.com/')).toBeNull();
  });
});
