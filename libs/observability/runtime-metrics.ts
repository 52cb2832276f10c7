import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';

const nanosecondsPerSecond = 1e9;

/** Watches the process itself: event loop, memory, processor time. Returns the function that stops watching. */
export function watchRuntime(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  watchEventLoop(meter, delay);
  meter
    .createObservableGauge('process.memory.usage', { unit: 'By', description: 'Resident memory' })
    .addCallback((result) => {
      result.observe(process.memoryUsage.rss());
    });
  meter
    .createObservableGauge('v8js.memory.heap.used', { unit: 'By', description: 'JavaScript heap in use' })
    .addCallback((result) => {
      result.observe(process.memoryUsage().heapUsed);
    });
  meter
    .createObservableCounter('process.cpu.time', { unit: 's', description: 'Processor time, user and system' })
    .addCallback((result) => {
      const { user, system } = process.cpuUsage();
      result.observe((user + system) / 1e6);
    });
  return () => delay.disable();
}

/** The 99th percentile and the maximum since the process started would hide today's stall, so each reading starts anew. */
function watchEventLoop(meter: Meter, delay: ReturnType<typeof monitorEventLoopDelay>): void {
  const p99 = meter.createObservableGauge('nodejs.eventloop.delay.p99', {
    unit: 's',
    description: 'Event loop delay since the last reading, 99th percentile',
  });
  const max = meter.createObservableGauge('nodejs.eventloop.delay.max', {
    unit: 's',
    description: 'Event loop delay since the last reading, maximum',
  });
  meter.addBatchObservableCallback(
    (result) => {
      result.observe(p99, delay.percentile(99) / nanosecondsPerSecond);
      result.observe(max, delay.max / nanosecondsPerSecond);
      delay.reset();
    },
    [p99, max],
  );
  let last = performance.eventLoopUtilization();
  meter
    .createObservableGauge('nodejs.eventloop.utilization', { description: 'Share of time the event loop was busy' })
    .addCallback((result) => {
      const now = performance.eventLoopUtilization();
      result.observe(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    });
}
