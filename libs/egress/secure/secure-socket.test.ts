import { createCertificateAuthority, type CertificateAuthority } from '@mail-access/testkit';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, TLSSocket, type TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEgress } from '../create-egress.js';
import type { Egress } from '../egress.js';

const day = 86_400_000;
const servers: Server[] = [];
const accepted: Socket[] = [];
let authority: CertificateAuthority;
let egress: Egress;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  egress = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'], ca: [authority.caPem] });
});

afterEach(() => {
  for (const socket of accepted.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  server.on('connection', (socket: Socket) => void accepted.push(socket.on('error', () => undefined)));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

interface Issue {
  names?: readonly string[];
  notBefore?: Date;
  notAfter?: Date;
  keyUsage?: 'server' | 'client';
  by?: CertificateAuthority;
}

/** A real TLS server with a certificate for `mail.example.com`, unless told otherwise. */
async function tlsServer(issue: Issue = {}, options: TlsOptions = {}, greet?: (socket: TLSSocket) => void) {
  const { by = authority, names = ['mail.example.com'], ...validity } = issue;
  const { certPem, keyPem } = await by.issue({ names, ...validity });
  const server = createTlsServer({ cert: certPem, key: keyPem, ...options }, greet);
  return await listening(server.on('tlsClientError', () => undefined));
}

/** Starts TLS with the server as `host`, as a driver does. */
async function secure(port: number, host = 'mail.example.com', signal = AbortSignal.timeout(5_000)) {
  const pinned = { host, addresses: ['127.0.0.1'] };
  const socket = await egress.connect(pinned, port, signal);
  const secured = await egress.secure(socket, pinned, signal).catch((error: unknown) => {
    expect(socket.destroyed).toBe(true);
    throw error;
  });
  return secured;
}

describe('a server with a valid certificate', () => {
  it('is told the name, and speaks TLS 1.3', async () => {
    const names: unknown[] = [];
    const port = await tlsServer({}, {}, (socket) => names.push(socket.servername));
    const secured = await secure(port);
    expect(secured.authorized).toBe(true);
    expect(secured.getProtocol()).toBe('TLSv1.3');
    await once(secured.end(), 'close');
    expect(names).toEqual(['mail.example.com']);
  });

  it('may speak TLS 1.2', async () => {
    const secured = await secure(await tlsServer({}, { maxVersion: 'TLSv1.2' }));
    expect(secured.getProtocol()).toBe('TLSv1.2');
    secured.destroy();
  });

  it('may have a wildcard certificate', async () => {
    (await secure(await tlsServer({ names: ['*.example.com'] }))).destroy();
  });

  it('at an address has it in the certificate, and is told no name', async () => {
    const names: unknown[] = [];
    const port = await tlsServer({ names: ['127.0.0.1'] }, {}, (socket) => names.push(socket.servername));
    const secured = await secure(port, '127.0.0.1');
    await once(secured.end(), 'close');
    expect(names).toEqual([false]);
  });

  it('may be reached by STARTTLS on a socket that already spoke', async () => {
    const { certPem, keyPem } = await authority.issue({ names: ['mail.example.com'] });
    const port = await listening(
      createPlainServer((socket) => {
        socket.write('220 ready\r\n');
        socket.once('data', () => {
          socket.write('220 go ahead\r\n');
          new TLSSocket(socket, { isServer: true, cert: certPem, key: keyPem }).end('bye');
        });
      }),
    );
    const pinned = { host: 'mail.example.com', addresses: ['127.0.0.1'] };
    const signal = AbortSignal.timeout(4_000);
    const socket = await egress.connect(pinned, port, signal);
    expect(await nextText(socket)).toBe('220 ready\r\n');
    socket.write('STARTTLS\r\n');
    expect(await nextText(socket)).toBe('220 go ahead\r\n');
    expect(await nextText(await egress.secure(socket, pinned, signal))).toBe('bye');
  });
});

async function nextText(socket: Socket): Promise<string> {
  const next = once(socket, 'data');
  socket.resume();
  const [bytes] = (await next) as [Buffer];
  socket.pause();
  return bytes.toString();
}

describe('a certificate', () => {
  it.each<[string, () => Issue | Promise<Issue>, string, string]>([
    ['of another name', () => ({ names: ['other.example.com'] }), 'mail.example.com', 'certificate-name-mismatch'],
    ['of a parent name', () => ({ names: ['example.com'] }), 'mail.example.com', 'certificate-name-mismatch'],
    ['of the name, for an address', () => ({ names: ['localhost'] }), '127.0.0.1', 'certificate-name-mismatch'],
    ['of another address', () => ({ names: ['127.0.0.2'] }), '127.0.0.1', 'certificate-name-mismatch'],
    [
      'that has expired',
      () => ({ notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) }),
      'mail.example.com',
      'certificate-expired',
    ],
    [
      'that is not valid yet',
      () => ({ notBefore: new Date(Date.now() + day) }),
      'mail.example.com',
      'certificate-expired',
    ],
    [
      'of an unknown authority',
      async () => ({ by: await createCertificateAuthority() }),
      'mail.example.com',
      'certificate-untrusted',
    ],
    ['for clients', () => ({ keyUsage: 'client' }), 'mail.example.com', 'certificate-untrusted'],
  ])('%s is refused', async (_, issue, host, kind) => {
    const port = await tlsServer(await issue());
    await expect(secure(port, host)).rejects.toMatchObject({ name: 'EgressFailure', kind });
  });

  it('signed by itself is refused', async () => {
    // The certificate of an authority is one that signed itself.
    const directory = await mkdtemp(join(tmpdir(), 'self-signed-'));
    const { caPem } = await createCertificateAuthority({ directory });
    const port = await tlsServer({}, { cert: caPem, key: await readFile(join(directory, 'ca.key')) });
    await rm(directory, { recursive: true });
    await expect(secure(port)).rejects.toMatchObject({ kind: 'certificate-untrusted' });
  });

  it('of a private authority is refused by an egress that was not given it', async () => {
    const port = await tlsServer();
    const strict = createEgress({ dnsServers: [], allow: ['127.0.0.0/8'] });
    const pinned = { host: 'mail.example.com', addresses: ['127.0.0.1'] };
    const socket = await strict.connect(pinned, port, AbortSignal.timeout(5_000));
    const secured = strict.secure(socket, pinned, AbortSignal.timeout(5_000));
    await expect(secured).rejects.toMatchObject({ kind: 'certificate-untrusted' });
  });
});

describe('a server', () => {
  it.each([
    ['TLS 1.0', 'TLSv1', 'TLSv1'],
    ['TLS 1.1', 'TLSv1.1', 'TLSv1.1'],
    ['TLS 1.0 and 1.1', 'TLSv1', 'TLSv1.1'],
  ] as const)('with %s only is too old', async (_, minVersion, maxVersion) => {
    const port = await tlsServer({}, { minVersion, maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' });
    await expect(secure(port)).rejects.toMatchObject({ kind: 'tls-too-old' });
  });

  it('that answers in TLS 1.0 without an alert is too old', async () => {
    // ServerHello of a TLS 1.0 server: record 3.1, handshake 2, version 3.1, random, no session, AES128-SHA, no compression.
    const body = Buffer.concat([Buffer.from([3, 1]), Buffer.alloc(32, 7), Buffer.from([0, 0, 0x2f, 0])]);
    const hello = Buffer.concat([Buffer.from([22, 3, 1, 0, body.length + 4, 2, 0, 0, body.length]), body]);
    const port = await listening(createPlainServer((socket) => socket.once('data', () => socket.write(hello))));
    await expect(secure(port)).rejects.toMatchObject({ kind: 'tls-too-old' });
  });

  it('with ciphers that are no longer safe is too old', async () => {
    const port = await tlsServer({}, { maxVersion: 'TLSv1.2', ciphers: 'NULL@SECLEVEL=0' });
    await expect(secure(port)).rejects.toMatchObject({ kind: 'tls-too-old' });
  });

  it.each([
    '* OK IMAP4rev1 ready\r\n',
    '+OK POP3 ready\r\n',
    '220 mail.example.com ESMTP\r\n',
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/1.1 400 Bad Request\r\n\r\n',
  ])('that greets in clear does not speak TLS: %j', async (greeting) => {
    const port = await listening(createPlainServer((socket) => socket.write(greeting)));
    await expect(secure(port)).rejects.toMatchObject({ kind: 'not-tls' });
  });

  it('that answers with rubbish does not speak TLS', async () => {
    const port = await listening(
      createPlainServer((socket) => socket.once('data', () => socket.write(Buffer.alloc(100, 0xff)))),
    );
    await expect(secure(port)).rejects.toMatchObject({ kind: 'not-tls' });
  });

  it.each([
    ['hangs up at once', (socket: Socket) => socket.end()],
    ['hangs up on the first bytes', (socket: Socket) => socket.once('data', () => socket.end())],
    ['resets', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['hangs up within a record', (socket: Socket) => socket.once('data', () => socket.end(Buffer.from([22, 3, 3, 0])))],
  ])('that %s has disconnected', async (_, behave) => {
    const port = await listening(createPlainServer(behave));
    await expect(secure(port)).rejects.toMatchObject({ kind: 'disconnected' });
  });

  it('that is gone before TLS begins has disconnected', async () => {
    const port = await listening(createPlainServer((socket) => setTimeout(() => socket.destroy(), 20)));
    const pinned = { host: 'mail.example.com', addresses: ['127.0.0.1'] };
    for (const end of [(socket: Socket) => socket.destroy(), (socket: Socket) => once(socket.resume(), 'close')]) {
      const socket = await egress.connect(pinned, port, AbortSignal.timeout(2_000));
      await end(socket);
      const secured = egress.secure(socket, pinned, AbortSignal.timeout(1_000));
      await expect(secured).rejects.toMatchObject({ kind: 'disconnected' });
    }
  });

  it('that says nothing is left at the deadline, or at once when cancelled', async () => {
    const port = await listening(createPlainServer());
    await expect(secure(port, undefined, AbortSignal.timeout(100))).rejects.toMatchObject({ kind: 'timed-out' });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 50);
    await expect(secure(port, undefined, caller.signal)).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('that drips one byte at a time is left at the deadline', async () => {
    const port = await listening(
      createPlainServer((socket) => {
        const record = Buffer.from([22, 3, 3, 64, 0, ...Array<number>(200).fill(0)]);
        let at = 0;
        const timer = setInterval(() => socket.write(record.subarray(at, ++at)), 10);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    await expect(secure(port, undefined, AbortSignal.timeout(200))).rejects.toMatchObject({ kind: 'timed-out' });
  });
});

it('says nothing of the server in its message', async () => {
  const port = await tlsServer({ names: ['other.example.com'] });
  await expect(secure(port)).rejects.toThrow(/^egress failed: certificate-name-mismatch$/);
});
