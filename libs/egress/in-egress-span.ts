import { SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { EgressFailure } from './egress-failure.js';

/**
 * One span a step out of the house. Attributes are the server's name and port and the outcome, nothing of what was typed
 * that is not a host.
 */
export function inEgressSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const tracer = trace.getTracer('@mail-access/egress');
  return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    try {
      const result = await work();
      span.setAttribute('egress.outcome', 'ok');
      return result;
    } catch (error) {
      span.setAttribute('egress.outcome', error instanceof EgressFailure ? error.kind : 'internal');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
