import type { Measurement, Metric, Scenario } from './scenario.js';
import { median } from './statistics.js';

export interface ComparedMetric {
  readonly metric: Metric;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Median of ours divided by median of theirs. */
  readonly ratio: number;
  readonly met: boolean;
}

/**
 * Runs both sides in turns, after one run of each that does not count. The turns change their order (ours first, theirs
 * first, …), so that a machine that slows down favours nobody.
 */
export async function compare(scenario: Scenario, alternations: number): Promise<ComparedMetric[]> {
  const prepared = await scenario.prepare();
  const ours: Measurement[] = [];
  const theirs: Measurement[] = [];
  try {
    await prepared.measureTheirs();
    await prepared.measureOurs();
    for (let turn = 0; turn < alternations; turn += 1) {
      if (turn % 2 === 0) ours.push(await prepared.measureOurs());
      theirs.push(await prepared.measureTheirs());
      if (turn % 2 === 1) ours.push(await prepared.measureOurs());
    }
  } finally {
    await prepared.close();
  }
  return scenario.metrics.map((metric) => compareMetric(metric, ours, theirs));
}

function compareMetric(metric: Metric, ours: readonly Measurement[], theirs: readonly Measurement[]): ComparedMetric {
  const values = (runs: readonly Measurement[]) => runs.map((run) => run[metric.name] ?? Number.NaN);
  const ratio = median(values(ours)) / median(values(theirs));
  const met = 'atMost' in metric.aim ? ratio <= metric.aim.atMost : ratio >= metric.aim.atLeast;
  return { metric, ours: values(ours), theirs: values(theirs), ratio, met };
}
