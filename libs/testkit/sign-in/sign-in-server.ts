import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpsRequest, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCertificateAuthority } from '@mail-access/local';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { IssuedGrants } from './issued-grants.js';
import type { Choice, Rotation, SignInCalls, SignInFault, TokenCall } from './sign-in-calls.js';

/** What both vendors' servers are made of: https, a list of what was asked, the person at the browser, and faults in store. */
export class SignInServer implements AsyncDisposable {
  readonly calls: SignInCalls = { authorize: [], token: [], revoke: [], administrator: [] };
  readonly grants = new IssuedGrants();
  choice: Choice = { does: 'agrees' };
  rotation: Rotation = 'none';
  /** Of the access tokens that are given out. */
  expiresInSeconds = 3_599;
  /** Who signs in when the application gives no hint. */
  account = 'ada@example.com';
  /** Added to the parameters of the next redirects back to the application; an empty text takes one away. */
  answerWith: Readonly<Record<string, string>> = {};
  readonly #faults: SignInFault[] = [];
  #standing: SignInFault | null = null;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly caPem: string,
    private readonly keys: Awaited<ReturnType<typeof generateKeyPair>>,
  ) {
    server.on('connection', (socket: Socket) => void this.#sockets.add(socket.on('error', () => undefined)));
    server.on('tlsClientError', () => undefined);
  }

  static async start(answer: (server: SignInServer, call: Call) => Promise<void>): Promise<SignInServer> {
    const authority = await createCertificateAuthority();
    const { certPem, keyPem } = await authority.issue({ names: ['127.0.0.1', 'localhost'] });
    const https = createServer({ cert: certPem, key: keyPem });
    const server = new SignInServer(https, authority.caPem, await generateKeyPair('RS256', { extractable: true }));
    https.on('request', (request, response) => {
      void Call.read(server, request, response)
        .then((call) => answer(server, call))
        .catch(() => response.destroy());
    });
    https.listen(0, '127.0.0.1');
    await once(https, 'listening');
    return server;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next call of a token or revocation end point meets this, the one after it the next. */
  meets(...faults: readonly SignInFault[]): void {
    this.#faults.push(...faults);
  }

  /** Every call meets this until it is null again. */
  alwaysMeets(fault: SignInFault | null): void {
    this.#standing = fault;
  }

  takeFault(): SignInFault | null {
    return this.#faults.shift() ?? this.#standing;
  }

  /** Goes to an address as a browser does, and gives where it is sent on to; throws when it is not. */
  async visit(address: string): Promise<URL> {
    const asked = httpsRequest(address, { ca: this.caPem, agent: false });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks = (await response.toArray()) as Buffer[];
    const { location } = response.headers;
    if (location === undefined)
      throw new Error(`no redirect: ${response.statusCode} ${Buffer.concat(chunks).toString()}`);
    return new URL(location);
  }

  async idToken(claims: JWTPayload): Promise<string> {
    return await new SignJWT({ iat: epoch(), exp: epoch() + 3_600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'scripted', typ: 'JWT' })
      .sign(this.keys.privateKey);
  }

  async keySet(): Promise<{ keys: unknown[] }> {
    return { keys: [{ ...(await exportJWK(this.keys.publicKey)), kid: 'scripted', alg: 'RS256', use: 'sig' }] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const epoch = (): number => Math.floor(Date.now() / 1_000);

/** One request that came in, and the ways to answer it. */
export class Call {
  private constructor(
    private readonly server: SignInServer,
    readonly url: URL,
    readonly form: URLSearchParams,
    private readonly response: ServerResponse,
  ) {}

  static async read(server: SignInServer, request: IncomingMessage, response: ServerResponse): Promise<Call> {
    const chunks = (await request.toArray()) as Buffer[];
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    return new Call(server, new URL(request.url ?? '/', server.url), form, response);
  }

  json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    const common = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
    this.response.writeHead(status, { ...common, ...headers }).end(JSON.stringify(body));
  }

  text(status: number, body: string): void {
    this.response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  }

  /** Back to the application, as RFC 6749 §4.1.2 has it. */
  sendBack(redirectUri: string, parameters: Readonly<Record<string, string | null>>): void {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries({ ...parameters, ...this.server.answerWith })) {
      if (value === null || value === '') target.searchParams.delete(name);
      else target.searchParams.set(name, value);
    }
    this.response.writeHead(302, { location: target.href }).end();
  }

  /** Records a call of the token end point. */
  tokenCall(): TokenCall {
    const { form } = this;
    const call: TokenCall = {
      grantType: form.get('grant_type') ?? '',
      clientId: form.get('client_id') ?? '',
      at: performance.now(),
    };
    this.server.calls.token.push(call);
    return call;
  }

  /** Does what is in store instead of an answer. False: answer well (now). */
  async misbehave(fault: SignInFault | null): Promise<boolean> {
    if (fault === null) return false;
    if (fault === 'hang-up') return Boolean(this.response.destroy());
    if (fault === 'redirect')
      return Boolean(this.response.writeHead(307, { location: `${this.server.url}/elsewhere` }).end());
    if (fault === 'garbage')
      return Boolean(this.response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Oops'));
    if (fault === 'endless') return this.pour();
    if (typeof fault === 'string') return false;
    if ('status' in fault) {
      const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      this.json(fault.status, { error: 'temporarily_unavailable' }, headers);
      return true;
    }
    if ('delayMs' in fault) await sleep(fault.delayMs);
    return false;
  }

  private pour(): boolean {
    const { response } = this;
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(65_536, ' ');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
    return true;
  }
}

/** An access token that no two calls share. */
export function newAccessToken(): string {
  return `access-${randomBytes(32).toString('base64url')}`;
}
