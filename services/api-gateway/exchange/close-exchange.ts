import { type Logger, recordRequest } from '@mail-access/observability';
import { SpanStatusCode } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { routeOf } from './open-exchange.js';

/**
 * Ends the exchange of an API call: one log event, one measure, and the end of the span. The measure lasts until the
 * answer begins: a stream of events is not a slow answer.
 */
export function closeExchange(request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const { exchange } = request;
  if (exchange.span === undefined) return;
  const { span, outcome, startedAt, answeredAt } = exchange;
  const route = routeOf(request);
  const status = reply.statusCode;
  const endedAt = performance.now();
  const durationMs = (answeredAt ?? endedAt) - startedAt;
  recordRequest({ subject: `${request.method} ${route}`, side: 'server', code: outcome, durationMs });
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) {
    span.setAttribute('error.type', outcome);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
  exchange.run(() =>
    logger.info('http-request', {
      method: request.method,
      route,
      status,
      outcome,
      duration_ms: Math.round(endedAt - startedAt),
      // False when the client went away before the last byte.
      completed: reply.raw.writableFinished,
    }),
  );
}
