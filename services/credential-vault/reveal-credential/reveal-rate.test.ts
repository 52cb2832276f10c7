import { expect, it } from 'vitest';
import { RevealRate } from './reveal-rate.js';

/** A rate of 10 a minute, a surge from 6 on, and a clock that the test moves. */
function rateAt(limits = { perMinute: 10, surgePerMinute: 6 }) {
  const clock = { seconds: 5_000 };
  const rate = new RevealRate(limits, () => clock.seconds * 1_000);
  const take = (count: number, caller = 'connection-validator') =>
    Array.from({ length: count }, () => rate.take(caller));
  return { clock, take };
}

it('lets a caller have as many a minute as it may, and refuses what is beyond', () => {
  const { take } = rateAt();
  const taken = take(12);
  expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
  expect(taken.at(-1)).toEqual({ allowed: false, retryAfterMs: 1_000 });
});

it('counts callers apart', () => {
  const { take } = rateAt();
  take(10);
  expect(take(1, 'mail-gateway')).toEqual([{ allowed: true, retryAfterMs: 0 }]);
});

it('forgets what is a minute old, second by second, also after a long silence', () => {
  const { clock, take } = rateAt();
  take(5);
  clock.seconds += 30;
  take(5);
  expect(take(1)[0]?.allowed).toBe(false);
  clock.seconds += 30;
  expect(take(6).map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false]);
  clock.seconds += 3_000;
  expect(take(10).every(({ allowed }) => allowed)).toBe(true);
});

it('tells a surge once, and again only after it was over', () => {
  const { clock, take } = rateAt({ perMinute: 100, surgePerMinute: 6 });
  const told = (count: number) => take(count).flatMap(({ surge }) => (surge === undefined ? [] : [surge]));
  expect(told(5)).toEqual([]);
  expect(told(5)).toEqual([6]);
  for (let minute = 0; minute < 5; minute += 1) {
    clock.seconds += 20;
    expect(told(3)).toEqual([]);
  }
  clock.seconds += 61;
  expect(told(10)).toEqual([6]);
});
