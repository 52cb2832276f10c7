import { randomUUID } from 'node:crypto';
import type { Span } from '@opentelemetry/api';
import { context, propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';
import { Exchange } from './exchange.js';
import { negotiateLanguage } from './language.js';

const usableId = /^[\w-]{8,64}$/;

/** The caller's correlation id when it is one, so that an operator can follow a call through their own systems too. */
function correlationIdOf(request: FastifyRequest): string {
  const header = request.headers['x-correlation-id'];
  return typeof header === 'string' && usableId.test(header) ? header : randomUUID();
}

/** The path with its parameters unnamed values: a metric or span named by real ids would be as many as there are ids. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}

/** Begins an exchange. Calls of the API continue the trace of the browser; files and health have none. */
export function openExchange(request: FastifyRequest): Exchange {
  const startedAt = performance.now();
  const route = routeOf(request);
  let active = ROOT_CONTEXT;
  let span: Span | undefined;
  if (route.startsWith('/v1/')) {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    span = trace
      .getTracer('mail-access')
      .startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    active = trace.setSpan(parent, span);
  }
  return new Exchange({
    correlationId: correlationIdOf(request),
    language: negotiateLanguage(request.headers['accept-language']),
    trace: active === ROOT_CONTEXT ? context.active() : active,
    span,
    startedAt,
  });
}
