import { expect, it } from 'vitest';
import { describeError, errorCode } from './describe-error.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it('keeps the message of an error that our own source made', () => {
  const described = describeError(Object.assign(new Error('no data key of version 3'), { code: 'key-missing' }));
  expect(described).toMatchObject({ name: 'Error', code: 'key-missing', message: 'no data key of version 3' });
  expect(described.stack[0]).toContain('describe-error.test.ts');
});

it.each([
  ['JSON.parse', (): unknown => JSON.parse('hunter2')],
  ['BigInt', () => BigInt('hunter2')],
  ['a computed property', () => (undefined as unknown as Record<string, string>)['hunter2']],
  ['Buffer.from', () => Buffer.from(7 as unknown as string, 'hunter2' as BufferEncoding)],
  ['new URL', () => new URL('hunter2')],
])('drops the message of a foreign error: %s', (_, work) => {
  const described = describeError(thrownBy(work));
  expect(described).not.toHaveProperty('message');
  expect(JSON.stringify(described.stack)).not.toContain('hunter2');
});

it('drops the message of an error made in a package', () => {
  const error = new Error('duplicate key: hunter2');
  error.stack =
    'error: duplicate key: hunter2\n    at Parser.parse (/srv/node_modules/pg-protocol/dist/parser.js:285:98)';
  Object.assign(error, { code: '23505', detail: 'Key (email)=(hunter2) already exists.', table: 'connection' });
  const described = describeError(error);
  expect(described).toMatchObject({ code: '23505', table: 'connection' });
  expect(JSON.stringify(described)).not.toContain('hunter2');
});

it('takes no line of a message for a stack frame', () => {
  const error = new TypeError('first\n    at hunter2\n    at /hunter2');
  expect(JSON.stringify(describeError(error))).not.toContain('hunter2');
});

it('follows causes and the errors of an aggregate', () => {
  const inner = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
  const outer = new Error('outer', { cause: new AggregateError([inner]) });
  expect(describeError(outer)).toMatchObject({ cause: { name: 'AggregateError', errors: [{ code: 'ECONNREFUSED' }] } });
});

it('ends a chain of causes that is a circle', () => {
  const error = new Error('circle');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000);
});

it('says only the type of a thrown value that is no error', () => {
  expect(describeError('hunter2')).toEqual({ name: 'thrown string', stack: [] });
});

it('gives one word for any error', () => {
  expect(errorCode(Object.assign(new Error('x'), { code: 'no-responders' }))).toBe('no-responders');
  expect(errorCode(Object.assign(new Error('x'), { kind: 'timed-out' }))).toBe('timed-out');
  expect(errorCode(new RangeError('x'))).toBe('RangeError');
  expect(errorCode(Object.assign(new Error('x'), { code: 'the password is hunter2' }))).toBe('Error');
  expect(errorCode(undefined)).toBe('unknown');
});
