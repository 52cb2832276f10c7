import { randomBytes } from 'node:crypto';
import { type Context, isSpanContextValid, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';

const pattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C `traceparent` of a span. Where nothing records, a fresh unsampled one, so that every message carries a trace. */
export function traceParentOf(span: SpanContext | undefined): string {
  if (span !== undefined && isSpanContextValid(span)) {
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
  }
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-00`;
}

/** The context in which the receiver's span starts. Without a valid header it starts a trace of its own. */
export function contextOf(traceParent: string | undefined): Context {
  if (traceParent === undefined || !pattern.test(traceParent)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: traceParent.slice(3, 35),
    spanId: traceParent.slice(36, 52),
    traceFlags: Number.parseInt(traceParent.slice(53), 16),
    isRemote: true,
  });
}
