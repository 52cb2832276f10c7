import { describe, expect, it } from 'vitest';
import { parseKeyWrapper } from '../key-wrapper-setting.js';
import { parsePkcs11Uri } from './pkcs11-uri.js';

const query = '?module-path=/usr/lib/hsm.so&pin-source=file:/run/secrets/pin';

describe('a pkcs11: URI', () => {
  it('names the token, the label of the keys, the library and the file of the PIN', () => {
    expect(parseKeyWrapper(`pkcs11:token=mail%20access;object=keys;type=secret-key;serial=0a${query}`)).toEqual({
      ...{ kind: 'pkcs11', token: 'mail access', object: 'keys', serial: '0a' },
      ...{ modulePath: '/usr/lib/hsm.so', pinFile: '/run/secrets/pin' },
    });
    expect(parsePkcs11Uri(`pkcs11:token=t${query}`)).toMatchObject({ object: 'mail-access-key' });
    expect(parsePkcs11Uri('pkcs11:token=t?pin-source=file:///pin&module-path=/m').pinFile).toBe('/pin');
    expect(parsePkcs11Uri('pkcs11:token=t?pin-source=/pin&module-path=/m').pinFile).toBe('/pin');
  });

  it.each([
    ['nothing', 'pkcs11:', 'module-path is missing'],
    ['no token', `pkcs11:object=canary${query}`, 'token is missing'],
    ['no library', 'pkcs11:token=canary?pin-source=file:/pin', 'module-path is missing'],
    ['no PIN', 'pkcs11:token=canary?module-path=/m', 'pin-source is missing'],
    ['the PIN itself', 'pkcs11:token=t?module-path=/m&pin-value=canary', 'pin-source=file:/path'],
    ['a library by name', 'pkcs11:token=t?module-path=canary&pin-source=file:/p', 'the whole path'],
    ['a PIN from a program', 'pkcs11:token=t?module-path=/m&pin-source=|canary', 'must be file:/path'],
    ['an unknown attribute', `pkcs11:token=t;slot-id=canary${query}`, 'may hold token'],
    ['a word', `pkcs11:canary${query}`, 'may hold token'],
    ['an attribute twice', `pkcs11:token=canary;token=t${query}`, 'token is there twice'],
    ['another type', `pkcs11:token=t;type=private${query}`, 'must be secret-key'],
    ['half an escape', `pkcs11:token=canary%2${query}`, 'percent-encoded'],
    ['two queries', `pkcs11:token=canary${query}?`, 'one "?"'],
  ])('is refused with %s, and not quoted', (_, uri, reason) => {
    expect(() => parsePkcs11Uri(uri)).toThrow(reason);
    expect(() => parsePkcs11Uri(uri)).not.toThrow(/canary/);
  });
});

it('is either a file or a token', () => {
  expect(parseKeyWrapper('file:/keys.json')).toEqual({ kind: 'file', path: '/keys.json' });
  for (const other of ['', 'file:', '/keys.json', 'vault:canary']) {
    expect(() => parseKeyWrapper(other)).toThrow('expected file:/path of the key file, or a pkcs11: URI');
  }
});
