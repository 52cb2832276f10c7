import { context, createNoopMeter, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Logger } from './logger.js';
import { buildMeterProvider, type Meters } from './meter-provider.js';
import { recordWith } from './metrics.js';
import { watchRuntime } from './runtime-metrics.js';
import { buildTracerProvider } from './tracer-provider.js';
import { ExportWatch } from './export-watch.js';

export interface TelemetryOptions {
  readonly service: string;
  /** Tells replicas of one service apart. */
  readonly instanceId: string;
  /** Base URL of an OTLP/HTTP collector, as `http://collector:4318`. Absent: nothing is recorded or sent, ids still travel. */
  readonly otlpEndpoint?: string | undefined;
  /** Hears once when the collector cannot be reached, and once when it can again. */
  readonly logger?: Logger;
}

export interface Telemetry {
  /** The metrics in the Prometheus text format, version 0.0.4. */
  prometheusText(): Promise<string>;
  /** Sends what is there now, within two seconds, and never throws. */
  flush(): Promise<void>;
  /** Sends what is left, within two seconds, and never throws; nothing is recorded after it. */
  shutdown(): Promise<void>;
}

const flushMs = 2_000;

interface Running {
  holders: number;
  readonly meters: Meters;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** The API of OpenTelemetry is one registry a process, so telemetry is too. */
let running: Running | undefined;

/**
 * Starts traces and metrics for this process. Call it first in `main.ts`.
 *
 * A second call, as when tests run two services in one process, shares what the first one started; the last
 * `shutdown` ends it.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  running ??= start(options);
  running.holders += 1;
  const held = running;
  let released = false;
  return {
    prometheusText: () => held.meters.prometheusText(),
    flush: () => held.flush(),
    shutdown: async () => {
      if (released) return;
      released = true;
      held.holders -= 1;
      if (held.holders > 0) return;
      running = undefined;
      await held.stop();
    },
  };
}

function start(options: TelemetryOptions): Running {
  const watch = new ExportWatch(options.logger);
  const tracers = buildTracerProvider(options, watch);
  const meters = buildMeterProvider(options, watch);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters.provider);
  recordWith(meters.provider.getMeter('mail-access'));
  const stopRuntime = watchRuntime(meters.provider.getMeter('node'));
  return {
    holders: 0,
    meters,
    flush: () => withinDeadline(Promise.allSettled([tracers.forceFlush(), meters.provider.forceFlush()])),
    stop: async () => {
      stopRuntime();
      recordWith(createNoopMeter());
      await withinDeadline(Promise.allSettled([tracers.shutdown(), meters.provider.shutdown()]));
      trace.disable();
      metrics.disable();
      propagation.disable();
      context.disable();
    },
  };
}

async function withinDeadline(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, flushMs);
  });
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
