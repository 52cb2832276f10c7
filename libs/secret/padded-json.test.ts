import { expect, it } from 'vitest';
import { paddedJson } from './padded-json.js';

it.each(['', 'a', 'pässwörd 空白', 'x'.repeat(125), 'x'.repeat(126), 'x'.repeat(127)])(
  'reads as it was: %j',
  (text) => {
    const padded = paddedJson(JSON.stringify(text), 128);
    expect(padded.length % 128).toBe(0);
    expect(JSON.parse(padded.toString())).toBe(text);
  },
);

it('is as long for a short password as for a longer one', () => {
  const lengths = [1, 8, 60, 126].map((length) => paddedJson(JSON.stringify('x'.repeat(length)), 128).length);
  expect(lengths).toEqual([128, 128, 128, 128]);
});
