import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The W3C trace id of the running work, 32 hex digits; undefined outside any trace. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span !== undefined && isSpanContextValid(span) ? span.traceId : undefined;
}
