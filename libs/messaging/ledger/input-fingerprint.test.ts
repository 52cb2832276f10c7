import { expect, it } from 'vitest';
import { inputFingerprint } from './input-fingerprint.js';

const header = Buffer.from('{"alg":"ECDH-ES+A256KW","enc":"A256GCM"}').toString('base64url');
const sealed = (text: string) => `${header}.a2V5.aXY.${Buffer.from(text).toString('base64url')}.dGFn`;
const input = { settings: { method: 'hosted', providerId: 'yahoo' }, sealedPassword: sealed('one'), language: 'fr-CA' };
const same = inputFingerprint(input);

it('is the same for another order of the fields, and for a field that is not there', () => {
  const { settings, ...rest } = input;
  expect(inputFingerprint({ ...rest, settings: { providerId: 'yahoo', method: 'hosted' }, more: undefined })).toBe(
    same,
  );
});

it('is the same for another sealing of a password, and another without it', () => {
  expect(inputFingerprint({ ...input, sealedPassword: sealed('two') })).toBe(same);
  expect(inputFingerprint({ ...input, sealedPassword: undefined })).not.toBe(same);
});

it('is the same whatever is in a field that does not count', () => {
  const [french, english] = ['fr-CA', 'en-CA'].map((language) =>
    inputFingerprint({ ...input, language }, ['language']),
  );
  expect(french).toBe(english);
  expect(inputFingerprint({ ...input, settings: null }, ['language'])).not.toBe(french);
});

it.each([
  ['another value', { ...input, language: 'en-CA' }],
  ['a value further in', { ...input, settings: { method: 'hosted', providerId: 'aol' } }],
  ['another field', { ...input, more: null }],
  ['a host that only has five parts', { ...input, settings: 'imap.a.b.c.d' }],
  ['a list in place of a map', { ...input, settings: Object.entries(input.settings) }],
])('is another one for %s', (_name, other) => {
  expect(inputFingerprint(other)).not.toBe(same);
});

it('tells values of other types, and lists in another order, apart', () => {
  const values = [1, '1', true, 'true', null, 'null', [], {}, '', [1, 2], [2, 1], { a: 1 }, { a: '1' }];
  expect(new Set(values.map((value) => inputFingerprint(value))).size).toBe(values.length);
});
