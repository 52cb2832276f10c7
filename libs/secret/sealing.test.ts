import fc from 'fast-check';
import { base64url, CompactEncrypt, generateKeyPair, exportJWK, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSealingKey, openSealed, SealBroken, sealSecret, Secret } from './index.js';
import { contextParameter } from './sealing-context.js';
import { sealType } from './sealing-algorithm.js';

const context = { tenantId: 'acme', subscriberId: 'ada', purpose: 'incoming' };
const canary = 'pass "word" 🐦 é';
let key: { privateJwk: JWK; publicJwk: JWK };
let sealed: string;

beforeAll(async () => {
  key = await generateSealingKey('credential-vault');
  sealed = await sealSecret(key.publicJwk, Secret.of(canary), context);
});

/** Opens and expects the one error, with nothing in it. */
async function expectBroken(jwe: string, other: Partial<typeof context> = {}, privateJwk = key.privateJwk) {
  const error: unknown = await openSealed(privateJwk, jwe, { ...context, ...other }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(SealBroken);
  expect(Object.getOwnPropertyNames(error).sort()).toEqual(['code', 'message', 'name', 'stack']);
  expect((error as Error).message).toBe('the sealed text cannot be opened');
}

/** The key without its own limit to one algorithm, so that the opening alone has to refuse the others. */
function anyAlgorithm({ alg: _, ...jwk }: JWK): JWK {
  return jwk;
}

async function foreign(
  header: Record<string, unknown>,
  plaintext: string,
  to: JWK | Uint8Array = anyAlgorithm(key.publicJwk),
) {
  const whole = { kid: 'credential-vault', typ: sealType, context: contextParameter(context), ...header };
  return await new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', ...whole })
    .encrypt(to);
}

async function expectForeignBroken(jwe: string) {
  await expectBroken(jwe);
  await expectBroken(jwe, {}, anyAlgorithm(key.privateJwk));
}

describe('a sealed secret', () => {
  it('opens with its key in its context, whatever text it is', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const jwe = await sealSecret(key.publicJwk, Secret.of(text), context);
        expect((await openSealed(key.privateJwk, jwe, context)).reveal()).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('shows neither the secret nor its length', async () => {
    const short = await sealSecret(key.publicJwk, Secret.of('a'), context);
    const long = await sealSecret(key.publicJwk, Secret.of('a'.repeat(100)), context);
    expect(short.length).toBe(long.length);
    expect(
      sealed
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString())
        .join(),
    ).not.toContain('word');
  });

  it('is different each time', async () => {
    expect(await sealSecret(key.publicJwk, Secret.of(canary), context)).not.toBe(sealed);
  });

  it.each([
    ['tenant', { tenantId: 'other' }],
    ['subscriber', { subscriberId: 'other' }],
    ['purpose', { purpose: 'outgoing' }],
    ['split of the identifiers', { tenantId: 'acme","ada', subscriberId: '' }],
  ])('does not open for another %s', async (_, other) => {
    await expectBroken(sealed, other);
  });

  it('does not open with another key, even one of the same name', async () => {
    await expectBroken(sealed, {}, (await generateSealingKey('credential-vault')).privateJwk);
  });

  it('does not open with its key under another name', async () => {
    await expectBroken(sealed, {}, { ...key.privateJwk, kid: 'api-gateway' });
  });

  it('does not open when any one character is altered, dropped or doubled', async () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const [before, char, after] = [sealed.slice(0, at), sealed.charAt(at), sealed.slice(at + 1)];
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      // The neighbour in the alphabet differs in the lowest bit: where a segment ends in unused bits, only those.
      const neighbour = char === '.' ? 'A' : alphabet.charAt(alphabet.indexOf(char) ^ 1);
      for (const altered of [before + neighbour + after, before + after]) await expectBroken(altered);
    }
    await expectBroken(`${sealed}A`);
    await expectBroken(`${sealed}=`);
    await expectBroken(`${sealed}.`);
    await expectBroken(` ${sealed}`);
    await expectBroken('');
  });

  it('does not open when segments come from two seals', async () => {
    const other = (await sealSecret(key.publicJwk, Secret.of('b'), context)).split('.');
    const own = sealed.split('.');
    for (let at = 0; at < 5; at += 1) await expectBroken(own.with(at, other[at] ?? '').join('.'));
  });

  it('does not open when the header is rewritten', async () => {
    const [header = '', ...rest] = sealed.split('.');
    const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>;
    for (const change of [{ context: contextParameter({ ...context, tenantId: 'other' }) }, { alg: 'dir' }, {}]) {
      const text = JSON.stringify({ ...parsed, ...change }, null, 1);
      await expectBroken([base64url.encode(text), ...rest].join('.'), { tenantId: 'other' });
      await expectBroken([base64url.encode(text), ...rest].join('.'));
    }
  });

  it('opens what is sealed by the same rules elsewhere', async () => {
    expect((await openSealed(key.privateJwk, await foreign({}, '"x"'), context)).reveal()).toBe('x');
  });

  it('accepts one algorithm and one form', async () => {
    await expectForeignBroken(await foreign({ alg: 'ECDH-ES' }, '"x"'));
    await expectForeignBroken(await foreign({ alg: 'ECDH-ES+A128KW' }, '"x"'));
    await expectForeignBroken(await foreign({ enc: 'A128GCM' }, '"x"'));
    await expectForeignBroken(await foreign({ enc: 'A256CBC-HS512' }, '"x"'));
    await expectForeignBroken(await foreign({ typ: 'JWT' }, '"x"'));
    await expectForeignBroken(await foreign({ extra: 1 }, '"x"'));
    await expectForeignBroken(await foreign({}, '{"x":1}'));
    await expectForeignBroken(await foreign({}, 'x'));
    const symmetric = Buffer.from(key.publicJwk.x ?? '', 'base64url');
    await expectForeignBroken(await foreign({ alg: 'dir' }, '"x"', symmetric));
    await expectForeignBroken(await foreign({ alg: 'A256KW' }, '"x"', symmetric));
    const rsa = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    await expectBroken(await foreign({ alg: 'RSA-OAEP-256' }, '"x"', await exportJWK(rsa.publicKey)));
  });
});
