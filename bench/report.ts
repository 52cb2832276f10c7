import type { ComparedMetric } from './compare.js';
import type { Scenario } from './scenario.js';
import { median } from './statistics.js';

/** The lines of one scenario: median and spread of each side, ratio, and whether the aim is met. */
export function reportLines(scenario: Scenario, compared: readonly ComparedMetric[]): string[] {
  const lines = [scenario.title, `  ours: ${scenario.ours}`, `  theirs: ${scenario.theirs}`];
  for (const { metric, ours, theirs, ratio, met } of compared) {
    const aim = 'atMost' in metric.aim ? `≤ ${metric.aim.atMost}` : `≥ ${metric.aim.atLeast}`;
    lines.push(
      `  ${metric.name}: ours ${side(ours, metric.unit)}, theirs ${side(theirs, metric.unit)}, ` +
        `ratio ${ratio.toFixed(2)} (aim ${aim}: ${met ? 'met' : 'missed'})`,
    );
  }
  return lines;
}

function side(values: readonly number[], unit: string): string {
  return `${short(median(values))} ${unit} [${short(Math.min(...values))} to ${short(Math.max(...values))}]`;
}

function short(value: number): string {
  return value >= 1_000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
