import { TraceState } from '@opentelemetry/core';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { SpanContext } from '@opentelemetry/api';
import { allowedAttributes, allowedSpanName } from './attribute-allow-list.js';

/** Without `tracestate`: a caller from outside writes it, and we never do. */
function bare(context: SpanContext): SpanContext {
  return context.traceState === undefined ? context : { ...context, traceState: new TraceState() };
}

/** The span as the outside may see it: allowed attributes only; event names, no status text, no exception message or stack. */
export function allowedSpan(span: ReadableSpan, resource: Resource): ReadableSpan {
  return {
    name: allowedSpanName(span.name),
    kind: span.kind,
    spanContext: () => bare(span.spanContext()),
    ...(span.parentSpanContext !== undefined && { parentSpanContext: bare(span.parentSpanContext) }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes: allowedAttributes(span.attributes),
    links: span.links.map((link) => ({
      context: bare(link.context),
      ...(link.attributes !== undefined && { attributes: allowedAttributes(link.attributes) }),
    })),
    events: span.events.map((event) => ({
      time: event.time,
      name: allowedSpanName(event.name),
      ...(event.attributes !== undefined && { attributes: allowedAttributes(event.attributes) }),
    })),
    duration: span.duration,
    ended: span.ended,
    resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

/**
 * Puts the allow-list between the spans and the exporter. It works on the finished batch, so that a request never
 * waits for it, and so that no instrumentation can come after it.
 */
export class AllowListedExporter implements SpanExporter {
  private readonly resources = new WeakMap<Resource, Resource>();

  constructor(private readonly exporter: SpanExporter) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.exporter.export(
      spans.map((span) => allowedSpan(span, this.allowedResource(span.resource))),
      done,
    );
  }

  /** One object for all spans of a resource, because the serializer groups spans by its identity. */
  private allowedResource(resource: Resource): Resource {
    const known = this.resources.get(resource);
    if (known !== undefined) return known;
    const allowed = resourceFromAttributes(allowedAttributes(resource.attributes));
    this.resources.set(resource, allowed);
    return allowed;
  }

  forceFlush(): Promise<void> {
    return this.exporter.forceFlush?.() ?? Promise.resolve();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }
}
