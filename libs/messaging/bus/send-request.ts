import { randomUUID } from 'node:crypto';
import { type InputOf, type OutputOf, Refusal, type RequestContract } from '@mail-access/contracts';
import { currentContext, type Logger, recordRequest } from '@mail-access/observability';
import type { Msg } from '@nats-io/transport-node';
import { context as activeContext, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { writtenHeaders } from '../envelope/header-fields.js';
import { requestAttributes } from '../envelope/request-attributes.js';
import { traceParentOf } from '../envelope/trace-parent.js';
import { violationsOf } from '../envelope/violations.js';
import { remainingMs } from '../serve/handler-context.js';
import type { CallOptions } from './bus.js';
import { type ConnectionWatch, NotConnected } from './connection-watch.js';
import { readReply } from './read-reply.js';
import { refusalOfFailure } from './refusal-of-failure.js';
import type { ReplyInbox } from './reply-inbox.js';

export interface RequestLink {
  readonly inbox: ReplyInbox;
  readonly watch: ConnectionWatch;
  readonly logger: Logger;
}

/** One request as the caller sees it: measured, in a span of its own, ended by its deadline or its signal. */
export async function sendRequest<C extends RequestContract>(
  link: RequestLink,
  contract: C,
  input: InputOf<C>,
  options: CallOptions,
): Promise<OutputOf<C>> {
  const startedAt = performance.now();
  const tracer = trace.getTracer('mail-access');
  const span = tracer.startSpan(`request ${contract.subject}`, { kind: SpanKind.CLIENT }, activeContext.active());
  if (span.isRecording()) span.setAttributes(requestAttributes(contract, 'request'));
  let code = 'ok';
  try {
    return await exchange(link, contract, input, options, span);
  } catch (error) {
    code = error instanceof Refusal ? (error as Refusal).code : 'cancelled';
    span.setAttribute('error.type', code);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
    recordRequest({ subject: contract.subject, side: 'client', code, durationMs: performance.now() - startedAt });
  }
}

async function exchange<C extends RequestContract>(
  link: RequestLink,
  contract: C,
  input: InputOf<C>,
  options: CallOptions,
  span: Span,
): Promise<OutputOf<C>> {
  const { signal } = options;
  const correlationId = options.correlationId ?? currentContext()?.correlationId ?? randomUUID();
  const checked = contract.input.safeParse(input);
  if (!checked.success) {
    const violations = violationsOf(checked.error);
    throw new Refusal<RequestContract>(contract, 'invalid-request', { violations }, { correlationId });
  }
  let reply: Msg;
  try {
    signal?.throwIfAborted();
    let deadlineMs = deadlineOf(contract, options);
    if (!link.watch.connected) deadlineMs = await leftOnceConnected(link.watch, deadlineMs, signal);
    const headers = writtenHeaders({
      'tenant-id': options.tenantId,
      'subscriber-id': options.subscriberId,
      'correlation-id': correlationId,
      traceparent: traceParentOf(span.spanContext()),
      'deadline-ms': String(deadlineMs),
      'idempotency-key': options.idempotencyKey ?? (contract.changes ? randomUUID() : undefined),
    });
    const { subject, changes } = contract;
    const payload = JSON.stringify(input);
    reply = await link.inbox.ask({ subject, payload, headers, deadlineMs, signal, repeatable: !changes });
  } catch (error) {
    if (signal?.aborted && error === signal.reason && !isTimeout(error)) throw error;
    throw refusalOfFailure(link.logger, contract, error, correlationId);
  }
  return readReply(link.logger, contract, reply, correlationId);
}

/** A handler's own calls end with the call that it answers. */
function deadlineOf(contract: RequestContract, options: CallOptions): number {
  const ownMs = options.deadlineMs ?? contract.deadlineMs;
  const leftMs = options.signal === undefined ? undefined : remainingMs(options.signal);
  return Math.max(1, Math.floor(leftMs === undefined ? ownMs : Math.min(ownMs, leftMs)));
}

async function leftOnceConnected(watch: ConnectionWatch, deadlineMs: number, signal?: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const connected = await watch.whenConnected(deadlineMs, signal);
  signal?.throwIfAborted();
  if (!connected) throw new NotConnected();
  return Math.max(1, Math.floor(deadlineMs - (performance.now() - startedAt)));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
