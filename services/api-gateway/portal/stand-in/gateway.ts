import {
  type ConnectionSettings,
  type Connection,
  type Language,
  type MailServers,
  stepsOf,
} from '@mail-access/contracts';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SavedConnection } from '../api/portal-api.js';
import type { BuiltPage } from './built-page.js';
import { hostedProviders } from './hosted-providers.js';
import { answerAsIssuer } from './issuer.js';
import { ScriptedRun } from './scripted-run.js';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

// As strict as the real gateway's: what it would block must fail here too.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
  "base-uri 'none'; object-src 'none'; frame-ancestors 'self'";

/** The gateway as a test scripts it: it serves the built page and answers as the test says. */
export class StandInGateway implements AsyncDisposable {
  connection: SavedConnection | null = null;
  /** What the validations of a hosted connection find. */
  servers: MailServers | null = null;
  run: ScriptedRun | null = null;
  readonly requests: SeenRequest[] = [];
  /** Answers by `METHOD path` instead of the usual ones; taken away by the test. `null` drops the line. */
  readonly overrides = new Map<string, Answer | null>();
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  constructor(private readonly page: BuiltPage) {}

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.run?.cut(true);
    this.connection = null;
    this.servers = null;
    this.run = null;
    this.requests.length = 0;
    this.overrides.clear();
  }

  seen(method: string, path: string): SeenRequest[] {
    return this.requests.filter((request) => request.method === method && request.path === path);
  }

  /** A saved connection whose last run is `run`. */
  connect(settings: ConnectionSettings, state: Connection['state'], run?: ScriptedRun): void {
    const lastValidation = run?.validation('fr-CA');
    this.run = run ?? null;
    this.connection = {
      connectionId: run?.connectionId ?? '3b9ad0a4-53c6-4d1c-9a35-f6a3ad1f7d4e',
      state,
      settings,
      ...(this.servers === null ? {} : { servers: this.servers }),
      savedAt: new Date().toISOString(),
      ...(lastValidation === undefined ? {} : { lastValidation }),
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const { pathname: path } = url;
    const method = request.method ?? 'GET';
    const raw = await text(request);
    const issued = answerAsIssuer(url, raw, this.url);
    if (issued !== null) return void response.writeHead(issued.status, issued.headers).end(issued.body);
    if (!path.startsWith('/v1/')) return this.serveFile(path, response);
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    this.requests.push({ method, path, headers: request.headers, body });
    const override = this.overrides.get(`${method} ${path}`);
    if (override === null) return void response.destroy();
    if (override === undefined && path.endsWith('/events')) {
      const lastEventId = String(request.headers['last-event-id'] ?? '');
      return this.run?.follow(response, lastEventId, languageOf(request));
    }
    const { status, body: answer } = override ?? this.usual(method, path, body, languageOf(request));
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(answer));
  }

  private usual(method: string, path: string, body: unknown, language: Language): Answer {
    if (path === '/v1/portal-configuration') {
      return { status: 200, body: { issuer: this.url, clientId: 'portal', scope: 'openid profile' } };
    }
    if (path === '/v1/providers') return { status: 200, body: { providers: hostedProviders[language] } };
    const missing = { status: 404, body: { type: '/problems/connection-not-found', status: 404 } };
    if (path === '/v1/connection' && method === 'GET') {
      if (this.connection === null) return missing;
      const lastValidation = this.run === null ? {} : { lastValidation: this.run.validation(language) };
      return { status: 200, body: { ...this.connection, ...lastValidation } };
    }
    if (path === '/v1/connection' && method === 'DELETE') {
      this.connection = null;
      return { status: 202, body: { erased: true } };
    }
    if (method === 'PUT' || method === 'POST')
      return this.startRun(body as { settings?: ConnectionSettings } | undefined);
    if (this.run === null) return missing;
    if (method === 'DELETE') this.run.finish('cancelled');
    return { status: 200, body: this.run.validation(language) };
  }

  private startRun(body: { settings?: ConnectionSettings } | undefined): Answer {
    const settings = body?.settings ?? this.connection?.settings;
    const run = new ScriptedRun(settings && stepsOf(settings));
    if (settings !== undefined) this.connect(settings, 'unproven', run);
    return { status: 202, body: { connectionId: run.connectionId, validationId: run.validationId } };
  }

  private async serveFile(path: string, response: ServerResponse): Promise<void> {
    // As the gateway does for every address that a browser goes to.
    const file = await this.page.file(/^\/(aide|help)(\/|$)/.test(path) ? '/' : path);
    if (file === null) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-security-policy': policy }).end(file.bytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.run?.cut(true);
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function languageOf(request: IncomingMessage): Language {
  return request.headers['accept-language']?.startsWith('en') === true ? 'en-CA' : 'fr-CA';
}
