import { repetitions } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { candidatesOf } from './endpoint-candidates.js';
import { readTypedAddress } from './read-typed-address.js';

const pieces = [
  ...['https://', 'http:', '//', '\\\\', 'mail', '.company', '.com', ':443', ':8443', ':0', ':99999', '/owa', '/EWS/'],
  ...[
    'exchange.asmx',
    '?a=b',
    '#x',
    '@',
    '127.0.0.1',
    '0x7f',
    '[::1]',
    '[',
    ']',
    '%2e',
    '%00',
    '\0',
    '\r\n',
    '\t',
    ' ',
  ],
  ...['"', '«', '\u200B', '\u202E', '。', '．', '／', 'é', 'ß', '①', '😀', '\uD800', 'xn--', '-', '_', 'x'.repeat(300)],
];

/** A generator of its own, so that a failure can be repeated (Numerical Recipes, linear congruential). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

it('whatever is typed is read into https URLs without a name or a password in them, or into nothing', () => {
  const random = numbers(2026);
  const next = (below: number): number => Math.floor(random.next().value * below);
  for (let n = 0; n < repetitions(5_000, 200_000); n += 1) {
    const text = Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)] ?? '').join('');
    const typed = readTypedAddress(text);
    if (typed === null) continue;
    const { endpoints, plainPage } = candidatesOf(typed);
    for (const url of endpoints.map((endpoint) => new URL(endpoint))) {
      expect([url.protocol, url.username, url.password, url.search, url.hash], text).toEqual([
        'https:',
        '',
        '',
        '',
        '',
      ]);
      expect(url.hostname, text).toBe(typed.host);
      expect(url.pathname, text).toMatch(/\/EWS\/Exchange\.asmx$/);
    }
    if (plainPage !== null) expect(new URL(plainPage).hostname, text).toBe(typed.host);
  }
});
