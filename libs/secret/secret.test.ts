import assert from 'node:assert';
import { format, inspect, isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.js';

const canary = 'canary-7f3a91';
const secret = Secret.of(canary);

const texts: Record<string, () => string> = {
  'String()': () => String(secret),
  'a template': () => `password: ${secret as unknown as string}`,
  concatenation: () => 'password: ' + (secret as unknown as string),
  toString: () => secret.toString(),
  toLocaleString: () => secret.toLocaleString(),
  'Array.join': () => [secret].join(),
  'JSON.stringify': () => JSON.stringify(secret),
  'JSON.stringify, nested': () => JSON.stringify({ login: { user: 'ada', password: secret } }),
  'util.inspect': () => inspect(secret),
  'util.inspect, everything shown': () =>
    inspect({ secret }, { showHidden: true, depth: null, getters: true, showProxy: true }),
  'util.inspect of a map': () => inspect(new Map([[secret, secret]])),
  'format %s': () => format('%s', secret),
  'format %o': () => format('%o', secret),
  'format %O': () => format('%O', secret),
  'format %j': () => format('%j', secret),
  'an error with it as cause': () => inspect(new Error('failed', { cause: { secret } })),
  'a vitest assertion that failed': () => {
    try {
      expect({ secret }).toEqual({ secret: 'other' });
      return 'no failure';
    } catch (error) {
      return inspect(error, { depth: null });
    }
  },
};

function failedAssertion(): string {
  try {
    assert.deepStrictEqual({ secret }, { secret: 'other' });
    return canary;
  } catch (error) {
    return inspect(error);
  }
}

describe('Secret', () => {
  it('gives its value to reveal only', () => {
    expect(secret.reveal()).toBe(canary);
  });

  it.each(Object.entries(texts))('is redacted in %s', (_, text) => {
    expect(text()).toContain('[redacted]');
    expect(text()).not.toContain(canary);
  });

  it.each([
    ['inspection without custom inspectors', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['format %d', () => format('%d', secret)],
    ['arithmetic', () => String(Number(secret))],
    ['URLSearchParams', () => new URLSearchParams({ p: secret as unknown as string }).toString()],
    ['structuredClone', () => JSON.stringify(structuredClone({ secret }))],
    ['v8 serialisation', () => serialize({ secret }).toString('latin1') + inspect(deserialize(serialize({ secret })))],
    ['own keys', () => Reflect.ownKeys(secret).map(String).join()],
    ['entries', () => JSON.stringify(Object.entries(secret))],
    ['spread', () => JSON.stringify({ ...secret })],
    ['an assertion that failed', failedAssertion],
    ['own descriptors', () => inspect(Object.getOwnPropertyDescriptors(secret))],
  ])('leaves no value in %s', (_, text) => {
    expect(text()).not.toContain(canary);
  });

  it('tells nothing by comparison: two secrets are different objects and equal structures, whatever they hold', () => {
    expect(Secret.of(canary) === Secret.of(canary)).toBe(false);
    expect(isDeepStrictEqual(Secret.of('a'), Secret.of('a'))).toBe(isDeepStrictEqual(Secret.of('a'), Secret.of('b')));
    expect(Secret.of('a') < Secret.of('b')).toBe(Secret.of('b') < Secret.of('a'));
    expect(Secret.of('a') <= Secret.of('b')).toBe(Secret.of('b') <= Secret.of('a'));
  });

  it('takes no further properties', () => {
    expect(() => Object.assign(secret, { value: 1 })).toThrow(TypeError);
  });
});
