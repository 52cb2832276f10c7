import { describe, expect, it } from 'vitest';
import { generateSealingKey, parseSealingKey, parseSealingKeySet } from './index.js';

describe('sealing keys', () => {
  it('are read back as they were made', async () => {
    const { privateJwk, publicJwk } = await generateSealingKey('api-gateway');
    expect(parseSealingKey(JSON.stringify(privateJwk))).toEqual(privateJwk);
    const set = parseSealingKeySet(JSON.stringify({ keys: [publicJwk] }));
    expect([...set]).toEqual([['api-gateway', publicJwk]]);
    expect(publicJwk).not.toHaveProperty('d');
  });

  it.each(['', '{', 'null', '[]', '{}', '{"kty":"oct","k":"c2VjcmV0LWNhbmFyeQ","kid":"a"}', '{"d":"secret-canary'])(
    'are refused without quoting them: %s',
    (json) => {
      for (const parse of [parseSealingKey, parseSealingKeySet]) {
        expect(() => parse(json)).toThrow(/^not a /);
        expect(() => parse(json)).not.toThrow(/canary/);
      }
    },
  );

  it('are refused in a set when private, double or of another type', async () => {
    const { privateJwk, publicJwk } = await generateSealingKey('api-gateway');
    const parse = (...keys: unknown[]) => parseSealingKeySet(JSON.stringify({ keys }));
    expect(() => parse(privateJwk)).toThrow('key 0 of the set is a private key');
    expect(() => parse(publicJwk, publicJwk)).toThrow('key 1 of the set repeats a "kid"');
    expect(() => parse({ ...publicJwk, crv: 'Ed25519' })).toThrow('key 0 of the set is not an X25519 JWK');
    expect(() => parseSealingKey(JSON.stringify(publicJwk))).toThrow('not a private sealing key');
  });
});
