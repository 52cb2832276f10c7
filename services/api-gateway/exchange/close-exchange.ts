import type { Logger } from '@mail-access/observability';
import type { Histogram } from '@opentelemetry/api';
import { metrics, SpanStatusCode, ValueType } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { routeOf } from './open-exchange.js';

/** Ends exchanges: one log event, one measure, and the end of the span. */
export class ExchangeRecorder {
  readonly #duration: Histogram;

  constructor(private readonly logger: Logger) {
    // Named as the semantic conventions of OpenTelemetry name it.
    this.#duration = metrics.getMeter('mail-access').createHistogram('http.server.request.duration', {
      description: 'Duration of HTTP requests, to the last byte of the answer',
      unit: 's',
      valueType: ValueType.DOUBLE,
    });
  }

  /** `completed` is false when the client went away before the answer was sent. */
  close(request: FastifyRequest, reply: FastifyReply, completed: boolean): void {
    const { exchange } = request;
    const route = routeOf(request);
    const status = reply.statusCode;
    const durationMs = performance.now() - exchange.startedAt;
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': status,
    };
    this.#duration.record(durationMs / 1_000, attributes);
    if (exchange.span === undefined) return;
    exchange.span.setAttribute('http.response.status_code', status);
    if (status >= 500) exchange.span.setStatus({ code: SpanStatusCode.ERROR });
    exchange.span.end();
    const fields = { method: request.method, route, status, duration_ms: Math.round(durationMs), completed };
    exchange.run(() => this.logger.info('http-request', fields));
  }
}
