import { expect, it } from 'vitest';
import { compare } from './compare.js';
import { reportLines } from './report.js';
import type { Scenario } from './scenario.js';
import { median, percentile } from './statistics.js';

const order: string[] = [];
const scenario: Scenario = {
  title: 'a scenario',
  ours: 'ours',
  theirs: 'theirs',
  metrics: [
    { name: 'time', unit: 'ms', aim: { atMost: 1.25 } },
    { name: 'rate', unit: 'calls/s', aim: { atLeast: 0.75 } },
  ],
  prepare: async () => ({
    measureOurs: async () => ({ time: order.push('ours'), rate: 50 }),
    measureTheirs: async () => ({ time: order.push('theirs'), rate: 100 }),
    close: async () => void order.push('closed'),
  }),
};

it('measures both sides in turns after a warm-up, and closes', async () => {
  const compared = await compare(scenario, 5);
  expect(order.join(' ')).toBe('theirs ours ours theirs theirs ours ours theirs theirs ours ours theirs closed');
  expect(compared.map(({ ours, theirs }) => [ours.length, theirs.length])).toEqual([
    [5, 5],
    [5, 5],
  ]);
  expect(compared[1]).toMatchObject({ ratio: 0.5, met: false });
  expect(reportLines(scenario, compared).at(-1)).toBe(
    '  rate: ours 50.0 calls/s [50.0 to 50.0], theirs 100 calls/s [100 to 100], ratio 0.50 (aim ≥ 0.75: missed)',
  );
});

it('takes the middle, and the nearest rank', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(percentile([5, 1, 4, 2, 3], 0.99)).toBe(5);
});
