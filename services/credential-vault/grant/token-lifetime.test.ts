import { expect, it } from 'vitest';
import { lifetimeOf } from './token-lifetime.js';

it('leaves a reader five minutes, and renews five minutes before that', () => {
  expect(lifetimeOf(3_600)).toEqual({ expiresInSeconds: 3_600, freshForSeconds: 3_300, renewInSeconds: 3_000 });
});

it('hands a short-lived token out for half its life', () => {
  expect(lifetimeOf(400)).toEqual({ expiresInSeconds: 400, freshForSeconds: 200, renewInSeconds: 100 });
  expect(lifetimeOf(1).freshForSeconds).toBeGreaterThanOrEqual(0);
});
