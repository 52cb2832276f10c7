import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  createAllowListAttributesProcessor,
  MeterProvider,
  PeriodicExportingMetricReader,
  type IMetricReader,
  type PushMetricExporter,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { metricAttributes } from './attribute-allow-list.js';
import type { ExportWatch } from './export-watch.js';
import { collectorUrl, serviceResource, type ServiceIdentity } from './service-resource.js';

export interface Meters {
  readonly provider: MeterProvider;
  prometheusText(): Promise<string>;
}

const exportIntervalMs = 10_000;
const exportTimeoutMs = 5_000;

function watched(exporter: OTLPMetricExporter, watch: ExportWatch): PushMetricExporter {
  return {
    export: (metrics, done) => {
      watch.through(exporter, 'metrics', metrics, done);
    },
    selectAggregationTemporality: (type) => exporter.selectAggregationTemporality(type),
    selectAggregation: (type) => exporter.selectAggregation(type),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}

const unitWords = new Map([
  ['s', 'seconds'],
  ['By', 'bytes'],
]);

/**
 * The metrics with their units in their names, as Prometheus wants them and as the OpenTelemetry Collector writes them;
 * the serializer of the SDK leaves them out. So a dashboard finds one name on both ways.
 */
function withUnitInName(all: ResourceMetrics): ResourceMetrics {
  const scopeMetrics = all.scopeMetrics.map(({ scope, metrics }) => ({
    scope,
    metrics: metrics.map((metric) => {
      const unit = unitWords.get(metric.descriptor.unit);
      if (unit === undefined) return metric;
      return { ...metric, descriptor: { ...metric.descriptor, name: `${metric.descriptor.name}.${unit}` } };
    }),
  }));
  return { ...all, scopeMetrics };
}

/** Metrics as Prometheus text on demand, and every ten seconds to the collector when there is one. */
export function buildMeterProvider(
  options: ServiceIdentity & { readonly otlpEndpoint?: string | undefined },
  watch: ExportWatch,
): Meters {
  const scrape = new PrometheusExporter({ preventServerStart: true });
  const readers: IMetricReader[] = [scrape];
  if (options.otlpEndpoint !== undefined) {
    const exporter = new OTLPMetricExporter({
      url: collectorUrl(options.otlpEndpoint, 'v1/metrics'),
      timeoutMillis: exportTimeoutMs,
    });
    readers.push(
      new PeriodicExportingMetricReader({
        exporter: watched(exporter, watch),
        exportIntervalMillis: exportIntervalMs,
        exportTimeoutMillis: exportTimeoutMs,
      }),
    );
  }
  const provider = new MeterProvider({
    resource: serviceResource(options),
    readers,
    views: [{ instrumentName: '*', attributesProcessors: [createAllowListAttributesProcessor([...metricAttributes])] }],
  });
  const serializer = new PrometheusSerializer(undefined, false, undefined, false, true);
  return {
    provider,
    prometheusText: async () => serializer.serialize(withUnitInName((await scrape.collect()).resourceMetrics)),
  };
}
