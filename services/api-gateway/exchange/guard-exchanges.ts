import type { Logger } from '@mail-access/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticateRequest } from '../authentication/authenticate-request.js';
import type { TokenVerifier } from '../authentication/verify-token.js';
import type { Drain } from '../drain/drain.js';
import { operations } from '../operations/operations.js';
import { closeExchange } from './close-exchange.js';
import type { Exchange } from './exchange.js';
import { openExchange, routeOf } from './open-exchange.js';

interface Guards {
  readonly verifier: TokenVerifier;
  readonly drain: Drain;
  readonly logger: Logger;
  readonly headers: Readonly<Record<string, string>>;
}

const openToAnyone: ReadonlySet<string> = new Set(
  operations.filter((operation) => operation.access === 'anyone').map((operation) => operation.path),
);

/** Everything under `/v1` wants a token, unless its operation says otherwise: a forgotten declaration closes a call. */
function needsToken(request: FastifyRequest): boolean {
  const route = routeOf(request);
  return !request.is404 && route.startsWith('/v1/') && !openToAnyone.has(route);
}

/** Wraps every request into an exchange: identified, measured, with the headers of every answer, and authenticated. */
export function guardExchanges(fastify: FastifyInstance, { verifier, drain, logger, headers }: Guards): void {
  fastify.decorateRequest('exchange', null as unknown as Exchange);
  fastify.addHook('onRequest', (request, reply, done) => {
    drain.requestBegan();
    request.exchange = openExchange(request);
    // Not Fastify's `onResponse`: it is silent about a client that went away.
    reply.raw.once('close', () => {
      drain.requestEnded();
      closeExchange(request, reply, logger);
    });
    void reply
      .headers(headers)
      .headers({ 'x-correlation-id': request.exchange.correlationId, 'cache-control': 'no-store' });
    if (routeOf(request).startsWith('/v1/')) {
      void reply.headers({ vary: 'accept-language', 'content-language': request.exchange.language });
    }
    if (drain.begun) void reply.header('connection', 'close');
    request.exchange.run(done);
  });
  // Before the body is read: who is nobody cannot make us parse anything.
  fastify.addHook('onRequest', async (request) => {
    if (needsToken(request)) await authenticateRequest(request, verifier);
  });
  // The events that read a body run outside the context of the request: it is entered again, now with the caller.
  fastify.addHook('preHandler', (request, _reply, done) => request.exchange.run(done));
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    request.exchange.answeredAt = performance.now();
    done(null, payload);
  });
}
