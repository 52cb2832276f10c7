import { expect, it } from 'vitest';
import { pauseAfterFault } from './pause-after-fault.js';

it('grows with each fault in a row, to five minutes', () => {
  const pauses = [1, 2, 3, 4, 9, 10, 50].map((failures) => pauseAfterFault(failures, 0, () => 0));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
});

it('is never shorter than the provider asked for, and a little longer for some', () => {
  expect(pauseAfterFault(1, 60_000, () => 0)).toBe(60_000);
  expect(pauseAfterFault(1, 60_000, () => 0.999)).toBeGreaterThan(71_000);
  expect(pauseAfterFault(9, 1_000, () => 0)).toBe(256_000);
});
