import { describe, expect, it } from 'vitest';
import { VerifiedTokens } from './verified-tokens.js';

const verified = (expiresAt: number) => ({
  caller: { tenantId: 'acme', subscriberId: 'ada', expiresAt },
  entitled: true,
});

describe('a verified token', () => {
  it('is remembered for a while, and no longer than it is valid', () => {
    let now = 1_000_000;
    const tokens = new VerifiedTokens(10, 30_000, () => now);
    tokens.set('long', verified(now + 600_000));
    tokens.set('short', verified(now + 5_000));
    now += 4_999;
    expect([tokens.get('long'), tokens.get('short')]).toMatchObject([{ entitled: true }, { entitled: true }]);
    now += 1;
    expect(tokens.get('short')).toBeUndefined();
    now += 25_000;
    expect(tokens.get('long')).toBeUndefined();
  });

  it('makes room for a newer one', () => {
    const tokens = new VerifiedTokens(2, 30_000, () => 0);
    for (const name of ['a', 'b', 'c']) tokens.set(name, verified(1_000));
    expect(['a', 'b', 'c'].filter((name) => tokens.get(name) !== undefined)).toEqual(['b', 'c']);
  });
});
