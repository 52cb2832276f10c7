import assert from 'node:assert';
import querystring from 'node:querystring';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect, isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { runInNewContext } from 'node:vm';
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
  'the message of an error': () => inspect(new Error(`sign-in failed for ${secret as unknown as string}`)),
  'an error of it alone': () => inspect(new Error(secret as unknown as string)),
  'an error with it as a property': () => inspect(Object.assign(new Error('failed'), { secret }), { depth: null }),
  'an aggregate error': () => inspect(new AggregateError([secret], 'failed')),
  'console.log': () => printed((console) => console.log('%s', secret, { secret })),
  'console.table': () => printed((console) => console.table([{ secret }])),
  'Object.entries': () => inspect(Object.entries({ secret })),
  'a spread of its holder': () => JSON.stringify({ ...{ secret } }),
  'Array.from of a map': () => JSON.stringify([...new Map([['password', secret]])]),
  'a JSON replacer': () => JSON.stringify({ secret }, (_, value: unknown) => value),
  'a sorted list': () => [secret, 'b', 'a'].sort().join(),
  'a vitest assertion that failed': () => {
    try {
      expect({ secret }).toEqual({ secret: 'other' });
      return 'no failure';
    } catch (error) {
      return inspect(error, { depth: null });
    }
  },
};

function printed(print: (console: Console) => void): string {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) });
  print(new Console({ stdout: stream, stderr: stream }));
  return lines.join('');
}

async function posted(): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ secret });
  const message = receiveMessageOnPort(port2);
  port1.close();
  return inspect(message, { showHidden: true, depth: null });
}

function failedAssertion(): string {
  try {
    assert.deepStrictEqual({ secret }, { secret: 'other' });
    return canary;
  } catch (error) {
    return inspect(error);
  }
}

/** `==`, which stands in no file of ours. */
const looselyEqual = (one: unknown, other: unknown): unknown => runInNewContext('one == other', { one, other });

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
    ['console.dir', () => printed((console) => console.dir({ secret }, { showHidden: true, depth: null }))],
    ['postMessage', posted],
    ['a query string', () => querystring.stringify({ p: secret as unknown as string })],
    ['bytes', () => Buffer.from(secret as unknown as string).toString('latin1')],
    ['a property path', () => String(Reflect.get(secret, 'value')) + String(Reflect.get(secret, '#value'))],
    ['own keys', () => Reflect.ownKeys(secret).map(String).join()],
    ['entries', () => JSON.stringify(Object.entries(secret))],
    ['spread', () => JSON.stringify({ ...secret })],
    ['an assertion that failed', failedAssertion],
    ['own descriptors', () => inspect(Object.getOwnPropertyDescriptors(secret))],
  ])('leaves no value in %s', async (_, text) => {
    expect(await text()).not.toContain(canary);
  });

  it('tells nothing by comparison: two secrets are different objects and equal structures, whatever they hold', () => {
    expect(Secret.of(canary) === Secret.of(canary)).toBe(false);
    expect(isDeepStrictEqual(Secret.of('a'), Secret.of('a'))).toBe(isDeepStrictEqual(Secret.of('a'), Secret.of('b')));
    expect(Secret.of('a') < Secret.of('b')).toBe(Secret.of('b') < Secret.of('a'));
    expect(Secret.of('a') <= Secret.of('b')).toBe(Secret.of('b') <= Secret.of('a'));
  });

  it('is equal to no text that it holds', () => {
    const loose = secret as unknown as string;
    expect(looselyEqual(loose, canary)).toBe(false);
    expect(new Set([canary]).has(loose)).toBe(false);
    expect([canary].includes(loose)).toBe(false);
    expect(canary.localeCompare(loose)).not.toBe(0);
  });

  it('opens through no proxy, no heir and no changed method', () => {
    expect(() => new Proxy(secret, {}).reveal()).toThrow(TypeError);
    expect(() => (Object.create(secret) as Secret<string>).reveal()).toThrow(TypeError);
    expect(() => Object.assign(Secret.prototype, { toJSON: () => 'leak' })).toThrow(TypeError);
    expect(() => Object.defineProperty(Secret, 'of', { value: () => 'leak' })).toThrow(TypeError);
  });

  it('takes no further properties', () => {
    expect(() => Object.assign(secret, { value: 1 })).toThrow(TypeError);
  });
});
