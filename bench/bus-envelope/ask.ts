import type { Measurement } from '../scenario.js';
import { percentile } from '../statistics.js';

const usualCalls = { alone: 2_000, crowd: 20_000 };
const inFlight = 64;

/** Asks one after the other, then 64 at a time. Microseconds and calls a second. */
export async function measureCalls(ask: () => Promise<unknown>, calls = usualCalls): Promise<Measurement> {
  const alone = await times(ask, calls.alone, 1);
  const startedAt = performance.now();
  const crowd = await times(ask, calls.crowd, inFlight);
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    'p50 of one call at a time': percentile(alone, 0.5) * 1_000,
    'p50 at 64 in flight': percentile(crowd, 0.5) * 1_000,
    'throughput at 64 in flight': calls.crowd / seconds,
  };
}

async function times(ask: () => Promise<unknown>, calls: number, lanes: number): Promise<number[]> {
  const durations: number[] = [];
  let left = calls;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const startedAt = performance.now();
      await ask();
      durations.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return durations;
}
