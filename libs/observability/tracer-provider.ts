import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { AllowListedExporter } from './allow-listed-exporter.js';
import type { ExportWatch } from './export-watch.js';
import { collectorUrl, serviceResource, type ServiceIdentity } from './service-resource.js';

/** The wait before a batch is sent: short enough to follow a click, long enough to send hundreds of spans at once. */
const batchDelayMs = 1_000;
const exportTimeoutMs = 5_000;

function watched(exporter: SpanExporter, watch: ExportWatch): SpanExporter {
  return {
    export: (spans: ReadableSpan[], done) => {
      watch.through(exporter, 'traces', spans, done);
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/**
 * Spans for a collector, or, without one, spans that record nothing: they cost an id each, and that id still goes into
 * the logs and over the bus.
 */
export function buildTracerProvider(
  options: ServiceIdentity & { readonly otlpEndpoint?: string | undefined },
  watch: ExportWatch,
): TracerProvider {
  const resource = serviceResource(options);
  if (options.otlpEndpoint === undefined) return new TracerProvider({ resource, sampler: new AlwaysOffSampler() });
  const exporter = new OTLPTraceExporter({
    url: collectorUrl(options.otlpEndpoint, 'v1/traces'),
    timeoutMillis: exportTimeoutMs,
  });
  return new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: watched(new AllowListedExporter(exporter), watch),
        scheduledDelayMillis: batchDelayMs,
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  });
}
