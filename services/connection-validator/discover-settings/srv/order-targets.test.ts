import { expect, it } from 'vitest';
import { orderTargets } from './order-targets.js';

const record = (target: string, priority: number, weight: number) => ({ target, priority, weight, port: 993 });
const names = (records: { target: string }[]): string => records.map(({ target }) => target).join(' ');

it('goes by priority first, the lowest number first, whatever the weights', () => {
  const records = [record('c', 20, 100), record('a', 0, 0), record('b', 10, 1)];
  expect(names(orderTargets(records, () => 0.99))).toBe('a b c');
});

it('shares within a priority by weight', () => {
  const records = [record('small', 0, 10), record('large', 0, 90)];
  let state = 1;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const first = Array.from({ length: 2_000 }, () => orderTargets(records, random)[0]?.target);
  const large = first.filter((target) => target === 'large').length;
  expect(large / first.length).toBeGreaterThan(0.85);
  expect(large / first.length).toBeLessThan(0.95);
});

it('gives weight 0 a small chance, and loses nobody', () => {
  const records = [record('none', 0, 0), record('some', 0, 5)];
  expect(names(orderTargets(records, () => 0))).toBe('none some');
  expect(names(orderTargets(records, () => 0.99))).toBe('some none');
});
