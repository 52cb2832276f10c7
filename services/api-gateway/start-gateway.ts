import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { issuerKeys } from './authentication/key-set.js';
import { TokenVerifier } from './authentication/verify-token.js';
import type { Configuration } from './configuration.js';
import { Drain } from './drain/drain.js';
import { guardExchanges } from './exchange/guard-exchanges.js';
import { acceptJsonBodies, bodyLimitBytes } from './exchange/json-bodies.js';
import { KnownRoutes } from './exchange/known-routes.js';
import { refuseUnreadable } from './exchange/refuse-unreadable.js';
import { securityHeaders } from './exchange/security-headers.js';
import { GatewayModule } from './gateway.module.js';
import type { GatewayFoundation } from './gateway.module.js';
import { AnswerProblem } from './problems/answer-problem.js';
import { servePortal } from './serve-portal/serve-portal.js';

export interface Gateway {
  readonly port: number;
  readonly routes: readonly { readonly method: string; readonly url: string }[];
  /** Answers what is under way, then stops listening; a second call waits for the first. The bus stays open. */
  close(): Promise<void>;
}

/** Starts to serve HTTP. */
export async function startGateway(configuration: Configuration, foundation: GatewayFoundation): Promise<Gateway> {
  const drain = new Drain();
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    // Longer than the minute after which load balancers drop an idle connection, so that it is never us who drop it first.
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    skipMiddie: true,
    frameworkErrors: refuseUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    GatewayModule.on(foundation, configuration, drain),
    adapter,
    {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    },
  );
  const fastify = adapter.getInstance<FastifyInstance>();
  const routes = await prepare(fastify, app, { configuration, foundation, drain });
  await app.listen(configuration.PORT, configuration.HOST);
  const { port } = fastify.server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    drain.begin();
    await sleep(configuration.DRAIN_MS);
    await drain.end(fastify.server, () => app.close());
  };
  return { port, routes: routes.all, close: () => (closed ??= close()) };
}

interface Parts {
  readonly configuration: Configuration;
  readonly foundation: GatewayFoundation;
  readonly drain: Drain;
}

async function prepare(fastify: FastifyInstance, app: NestFastifyApplication, parts: Parts): Promise<KnownRoutes> {
  const { configuration, drain } = parts;
  const { logger } = parts.foundation;
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: jwksUrl } = configuration;
  if (new URL(issuer).protocol === 'http:') logger.warn('issuer-without-tls', { issuer });
  const routes = new KnownRoutes();
  routes.watch(fastify);
  acceptJsonBodies(fastify);
  const origins = [new URL(issuer), ...configuration.PORTAL_CONNECT_ORIGINS].map((url) => url.origin);
  guardExchanges(fastify, {
    verifier: new TokenVerifier(issuerKeys(issuer, jwksUrl), { issuer, audience }),
    drain,
    logger,
    headers: securityHeaders(configuration.PUBLIC_URL, origins),
  });
  app.useGlobalFilters(new AnswerProblem(logger, (path) => routes.methodsOf(path)));
  const served = await servePortal(fastify, configuration.PORTAL_DIRECTORY);
  if (!served) logger.warn('portal-not-built', { directory: configuration.PORTAL_DIRECTORY });
  return routes;
}
