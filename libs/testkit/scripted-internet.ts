import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCertificateAuthority, type CertificateAuthority, type IssuedCertificate } from '@mail-access/local';
import { mailManners, type MailServerScript } from './mail-manners.js';
import { scriptedDns, type DnsRecords, type ScriptedDns } from './scripted-dns.js';
import { secureServerSide, type ServerCertificate } from './server-certificate.js';

/** What is wrong with the certificate of a website; nothing when left out. */
interface WebsiteProof extends Pick<MailServerScript, 'certificate'> {
  /** The names in the certificate, when they are not those of the website. */
  readonly certificateNames?: readonly string[];
  /** From an authority that nobody knows. */
  readonly untrusted?: boolean;
}

/** A small internet on loopback: names, web servers and mail servers at public addresses, reached through `dial`. */
export interface ScriptedInternet extends AsyncDisposable {
  readonly dns: ScriptedDns;
  readonly caPem: string;
  /** Where a public address and port of this internet really is, as `createEgress` takes it. */
  readonly dial: (address: string, port: number) => { address: string; port: number };
  /** Every line that a mail server heard, as `imap.example.com:993 a1 CAPABILITY`. */
  readonly heard: readonly string[];
  /** Adds records to a name; a host gets its address by itself. */
  knows(name: string, records: DnsRecords): void;
  /** An https server for these names, or addresses, on port 443. */
  website(names: readonly string[], listener: RequestListener, proof?: WebsiteProof): Promise<void>;
  /** An http server on port 80. */
  httpSite(name: string, listener: RequestListener): Promise<void>;
  /** A mail server that tells what it can do, and lets nobody in. */
  mailServer(name: string, port: number, script: MailServerScript): Promise<void>;
  /** A real server of this machine, as a port of a host of this internet. */
  realServer(name: string, port: number, localPort: number): void;
  /** A certificate of the authority that this internet trusts, for a real server. */
  certificate(names: readonly string[]): Promise<IssuedCertificate>;
  /** A host that is there and never answers. */
  silentHost(name: string, port: number): Promise<void>;
}

class Internet {
  readonly heard: string[] = [];
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #records = new Map<string, DnsRecords>();
  readonly #addresses = new Map<string, string>();
  readonly #ports = new Map<string, number>();

  constructor(
    readonly dns: ScriptedDns,
    readonly authority: CertificateAuthority,
    readonly delayMs: number,
  ) {}

  readonly dial = (address: string, port: number): { address: string; port: number } => ({
    address: '127.0.0.1',
    // Port 1 of loopback refuses.
    port: this.#ports.get(`${address}:${port}`) ?? 1,
  });

  knows(name: string, records: DnsRecords): void {
    const all = { ...this.#records.get(name), ...records };
    this.#records.set(name, all);
    this.dns.says(name, all);
  }

  async serve(names: readonly string[], port: number, server: Server): Promise<void> {
    server.on('connection', (socket: Socket) => void this.#sockets.add(socket.on('error', () => undefined)));
    this.#servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    for (const name of names) this.leadTo(name, port, (server.address() as AddressInfo).port);
  }

  leadTo(name: string, port: number, localPort: number): void {
    const isAddress = isIP(name) !== 0;
    const number = this.#addresses.size + 1;
    const own = `93.184.${216 + Math.floor(number / 256)}.${number % 256}`;
    const address = isAddress ? name : (this.#addresses.get(name) ?? own);
    this.#addresses.set(name, address);
    if (!isAddress) this.knows(name, { A: [address] });
    this.#ports.set(`${address}:${port}`, localPort);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#servers) server.close();
    await this.dns[Symbol.asyncDispose]();
  }

  late(listener: RequestListener): RequestListener {
    return (request, response) => void sleep(this.delayMs).then(() => listener(request, response));
  }

  async certificateOf(names: readonly string[], script?: MailServerScript['certificate']): Promise<ServerCertificate> {
    return await this.authority.issue({ names, ...script });
  }
}

/** Starts it. `delayMs`: before every answer of every server. */
export async function scriptedInternet({ delayMs = 0 }: { delayMs?: number } = {}): Promise<ScriptedInternet> {
  const [dns, authority] = await Promise.all([
    scriptedDns({ delayMs, unknownName: 'NXDOMAIN' }),
    createCertificateAuthority(),
  ]);
  const internet = new Internet(dns, authority, delayMs);
  return {
    ...{ dns, caPem: authority.caPem, dial: internet.dial, heard: internet.heard },
    knows: (name, records) => internet.knows(name, records),
    async website(names, listener, { certificateNames = names, certificate, untrusted = false } = {}) {
      const issuer = untrusted ? await createCertificateAuthority() : authority;
      const { certPem, keyPem } = await issuer.issue({ names: certificateNames, ...certificate });
      const server = createHttpsServer({ cert: certPem, key: keyPem }, internet.late(listener));
      await internet.serve(
        names,
        443,
        server.on('tlsClientError', () => undefined),
      );
    },
    httpSite: (name, listener) => internet.serve([name], 80, createHttpServer(internet.late(listener))),
    async mailServer(name, port, script) {
      const certificate = await internet.certificateOf([script.certificateName ?? name], script.certificate);
      const hear = (line: string): void => void internet.heard.push(`${name}:${port} ${line}`);
      const manners = mailManners(script, { certificate, hear, delayMs });
      const server = createServer((plain) => {
        plain.on('error', () => undefined);
        if (script.security !== 'tls') manners(plain, false);
        else void secureServerSide(plain, certificate).then((socket) => manners(socket, true));
      });
      await internet.serve([name], port, server);
    },
    realServer: (name, port, localPort) => internet.leadTo(name, port, localPort),
    certificate: (names) => authority.issue({ names }),
    silentHost: (name, port) => internet.serve([name], port, createServer()),
    [Symbol.asyncDispose]: () => internet.close(),
  };
}
