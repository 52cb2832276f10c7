import { expect, it } from 'vitest';
import { canaryFamily, formsIn, newCanary } from './canary.js';

const canary = newCanary();
const formsOfText = (text: string | Buffer) => formsIn(Buffer.from(text as string), canary);

it.each([
  ['plain', `{"password":"${canary} \\"x"}`],
  ['hex', `\\x00${Buffer.from(canary).toString('hex')}`],
  ['capital hex', Buffer.from(`x${canary}`).toString('hex').toUpperCase()],
  ['UTF-16', Buffer.from(`x${canary}`, 'utf16le')],
  ['UTF-16, big endian', Buffer.from(`x${canary}`, 'utf16le').swap16()],
  ['lower case', `x${canary.toLowerCase()}`],
  ['upper case', `x${canary.toUpperCase()}`],
  ['reversed', [...canary].reverse().join('')],
  ['percent', [...Buffer.from(canary)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['base64 at 0', Buffer.from(`abc${canary}tail`).toString('base64')],
  ['base64 at 1', Buffer.from(`a${canary}tail`).toString('base64')],
  ['base64 at 2', Buffer.from(`\0user12\0${canary}`).toString('base64')],
  ['base64url at 1', Buffer.from(`a${canary}`).toString('base64url')],
])('finds the word as %s', (form, text) => {
  expect(formsOfText(text)).toContain(form);
});

it('finds each word of a family by what they begin with', () => {
  const { marker, next } = canaryFamily();
  next();
  const word = next();
  expect(word).not.toBe(marker);
  for (const text of [word, Buffer.from(`a${word}b`).toString('base64'), Buffer.from(word).toString('hex')]) {
    expect(formsIn(Buffer.from(text), marker)).not.toEqual([]);
  }
});

it('finds nothing where the word is not', () => {
  expect(formsOfText(newCanary())).toEqual([]);
});
