import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode } from './describe-error.js';
import type { Telemetry } from './start-telemetry.js';

/** Each check resolves when its dependency can be used, and rejects when it cannot. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<void>>>;

export interface Readiness {
  readonly ready: boolean;
  /** `ok`, or the code of what went wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface HealthServerOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** All interfaces when absent: the prober and the scraper are other machines. */
  readonly host?: string;
  readonly checks: ReadinessChecks;
  readonly telemetry: Telemetry;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

const checkMs = 2_000;

async function runCheck(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, checkMs, 'timed-out');
  });
  try {
    return await Promise.race([check().then(() => 'ok'), deadline]);
  } catch (error) {
    return errorCode(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs all checks at once, each for at most two seconds. */
export async function checkReadiness(checks: ReadinessChecks): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check)] as const),
  );
  return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

async function route(options: HealthServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    answer(response, 405, 'text/plain', 'only GET\n');
  } else if (path === '/healthz') {
    answer(response, 200, 'application/json', '{"status":"ok"}\n');
  } else if (path === '/readyz') {
    const readiness = await checkReadiness(options.checks);
    answer(response, readiness.ready ? 200 : 503, 'application/json', `${JSON.stringify(readiness)}\n`);
  } else if (path === '/metrics') {
    answer(response, 200, 'text/plain; version=0.0.4; charset=utf-8', await options.telemetry.prometheusText());
  } else {
    answer(response, 404, 'text/plain', 'not found\n');
  }
}

/** Serves `/healthz` (the process runs), `/readyz` (its dependencies can be used) and `/metrics` (Prometheus text). */
export async function startHealthServer(options: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    route(options, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'text/plain', 'internal\n');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
