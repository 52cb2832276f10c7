import { expect, it } from 'vitest';
import { jsonPointer } from './json-pointer.js';

it('escapes as RFC 6901 says', () => {
  expect(jsonPointer([])).toBe('');
  expect(jsonPointer(['a', 0, '~/'])).toBe('/a/0/~0~1');
});
