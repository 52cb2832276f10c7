import { type Attributes, type Link, type Span, type SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { errorCode } from './describe-error.js';

export interface InSpanOptions {
  /** INTERNAL when absent. */
  readonly kind?: SpanKind;
  /** Only names of the attribute allow-list leave the process. */
  readonly attributes?: Attributes;
  readonly links?: Link[];
}

/**
 * Runs the work in a span that is active for all it awaits, and ends it however the work ends.
 *
 * A throw marks the span as failed with `error.type` = the error's code, kind or name. The message stays out:
 * it may quote a server or a user. The error itself passes on unchanged.
 */
export function inSpan<T>(name: string, options: InSpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer('mail-access').startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setAttribute('error.type', errorCode(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
