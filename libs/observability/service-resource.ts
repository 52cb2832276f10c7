import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';

export interface ServiceIdentity {
  readonly service: string;
  readonly instanceId: string;
}

/** Who sends. No detectors: they would add command line, user and host, which nobody asked for. */
export function serviceResource({ service, instanceId }: ServiceIdentity): Resource {
  return resourceFromAttributes({ 'service.name': service, 'service.instance.id': instanceId });
}

/** The address of one signal at a collector, as the OTLP specification builds it from the base address. */
export function collectorUrl(endpoint: string, path: 'v1/traces' | 'v1/metrics'): string {
  return `${endpoint.replace(/\/+$/, '')}/${path}`;
}
