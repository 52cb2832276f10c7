import { createCipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Secret } from '@mail-access/secret';
import { repetitions } from '@mail-access/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileKeyWrapper } from '../keys/file-key-wrapper.js';
import { decrypt, encrypt, storedLength } from './aes-gcm.js';
import { dataKeyData, keyCheckData, secretData, type CredentialIdentity } from './associated-data.js';
import { decryptSecret } from './decrypt-secret.js';
import { encryptSecret, type Envelope } from './encrypt-secret.js';
import { EnvelopeBroken } from './envelope-broken.js';
import { sameSecret } from './same-secret.js';

const wrapper = new FileKeyWrapper([{ version: 1, key: randomBytes(32) }]);
const canary = 'pass "word" 🐦 é';
const newIdentity = (): CredentialIdentity => ({
  tenantId: 'acme',
  subscriberId: 'ada',
  credentialId: randomUUID(),
  purpose: 'incoming',
});
const identity = newIdentity();

/** Expects the one error, with nothing in it. */
async function expectBroken(envelope: Envelope, other: Partial<CredentialIdentity> = {}, keys = wrapper) {
  const error: unknown = await decryptSecret(keys, { ...identity, ...other }, envelope).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(EnvelopeBroken);
  expect(Object.getOwnPropertyNames(error).sort()).toEqual(['code', 'message', 'name', 'stack']);
  expect((error as Error).message).toBe('a stored credential cannot be opened');
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('an envelope', () => {
  it('opens for its identity, whatever the secret', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const envelope = await encryptSecret(wrapper, identity, Secret.of(text));
        expect((await decryptSecret(wrapper, identity, envelope)).reveal()).toBe(text);
      }),
      { numRuns: repetitions(30, 10_000) },
    );
  });

  it('has a data key of its own and shows neither secret nor length', async () => {
    const one = await encryptSecret(wrapper, identity, Secret.of('a'));
    const other = await encryptSecret(wrapper, identity, Secret.of('a'.repeat(100)));
    expect(one.ciphertext.length).toBe(storedLength(128));
    expect(other.ciphertext.length).toBe(one.ciphertext.length);
    expect(one.wrappedDataKey.length).toBe(storedLength(32));
    expect(one.wrappedDataKey.equals(other.wrappedDataKey)).toBe(false);
    expect(other.ciphertext.includes('aaaa')).toBe(false);
  });

  it('does not open when any one bit of it is altered', async () => {
    const envelope = await encryptSecret(wrapper, identity, Secret.of(canary));
    for (let bit = 0; bit < envelope.wrappedDataKey.length * 8; bit += 1) {
      await expectBroken({ ...envelope, wrappedDataKey: flipped(envelope.wrappedDataKey, bit) });
    }
    for (let bit = 0; bit < envelope.ciphertext.length * 8; bit += 1) {
      await expectBroken({ ...envelope, ciphertext: flipped(envelope.ciphertext, bit) });
    }
  });

  it('does not open when it is cut or lengthened at either end', async () => {
    const envelope = await encryptSecret(wrapper, identity, Secret.of(canary));
    for (const part of ['wrappedDataKey', 'ciphertext'] as const) {
      const bytes = envelope[part];
      for (let length = 0; length < bytes.length; length += 1) {
        await expectBroken({ ...envelope, [part]: bytes.subarray(0, length) });
        await expectBroken({ ...envelope, [part]: bytes.subarray(bytes.length - length) });
      }
      await expectBroken({ ...envelope, [part]: Buffer.concat([bytes, Buffer.alloc(1)]) });
      await expectBroken({ ...envelope, [part]: Buffer.concat([Buffer.from([1]), bytes]) });
    }
  });

  it('does not open with a tag that was shortened', async () => {
    const key = createSecretKey(randomBytes(32));
    const data = secretData(identity);
    for (const authTagLength of [4, 8, 12, 13, 14, 15]) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength });
      cipher.setAAD(data, { plaintextLength: 32 });
      const ciphertext = Buffer.concat([cipher.update(Buffer.alloc(32)), cipher.final()]);
      const stored = Buffer.concat([Buffer.from([1]), nonce, ciphertext, cipher.getAuthTag()]);
      expect(() => decrypt(key, stored, data)).toThrow(EnvelopeBroken);
    }
  });

  it('does not open as any other form', async () => {
    const envelope = await encryptSecret(wrapper, identity, Secret.of(canary));
    for (let version = 0; version < 256; version += 1) {
      if (version === 1) continue;
      const bytes = Buffer.from(envelope.ciphertext);
      bytes[0] = version;
      await expectBroken({ ...envelope, ciphertext: bytes });
    }
    await expectBroken({ ...envelope, ciphertext: Buffer.from(JSON.stringify(canary)) });
  });

  it.each([
    ['tenant', { tenantId: 'other' }],
    ['subscriber', { subscriberId: 'bob' }],
    ['credential', { credentialId: randomUUID() }],
    ['purpose', { purpose: 'outgoing' }],
    ['split of tenant and subscriber', { tenantId: 'acmea', subscriberId: 'da' }],
  ])('does not open for another %s', async (_, other) => {
    await expectBroken(await encryptSecret(wrapper, identity, Secret.of(canary)), other);
  });

  it('does not open in another row, nor with a part of another row', async () => {
    const rows = await Promise.all(
      Array.from({ length: repetitions(20, 64) }, async () => {
        const of = newIdentity();
        return { of, envelope: await encryptSecret(wrapper, of, Secret.of(canary)) };
      }),
    );
    for (const { of, envelope } of rows) {
      for (const other of rows) {
        if (other.of === of) continue;
        await expectBroken(other.envelope, of);
        await expectBroken({ ...envelope, ciphertext: other.envelope.ciphertext }, of);
        await expectBroken({ ...envelope, wrappedDataKey: other.envelope.wrappedDataKey }, of);
      }
    }
  });

  it('does not open under another key, or another version of it', async () => {
    const envelope = await encryptSecret(wrapper, identity, Secret.of(canary));
    const [one, two] = [randomBytes(32), randomBytes(32)];
    await expectBroken(envelope, {}, new FileKeyWrapper([{ version: 1, key: one }]));
    await expectBroken({ ...envelope, keyVersion: 2 });
    const both = new FileKeyWrapper([
      { version: 1, key: one },
      { version: 2, key: two },
    ]);
    expect(both.keyVersion).toBe(2);
    const newer = await encryptSecret(both, identity, Secret.of(canary));
    expect(newer.keyVersion).toBe(2);
    await expectBroken({ ...newer, keyVersion: 1 }, {}, both);
    const older = await encryptSecret(new FileKeyWrapper([{ version: 1, key: one }]), identity, Secret.of(canary));
    expect((await decryptSecret(both, identity, older)).reveal()).toBe(canary);
    // The same key under another number is another key: the number is bound to what it wrapped.
    const renumbered = new FileKeyWrapper([{ version: 2, key: one }]);
    await expectBroken({ ...older, keyVersion: 2 }, {}, renumbered);
  });

  it('does not open when its plaintext is no JSON string, or its data key no key', async () => {
    const dataKey = randomBytes(32);
    const wrap = async (key: Buffer) => await wrapper.wrap(key, 1, dataKeyData(identity, 1));
    const stored = (text: string | Buffer) =>
      encrypt(createSecretKey(dataKey), Buffer.from(text), secretData(identity));
    const wrappedDataKey = await wrap(dataKey);
    for (const text of ['{"a":1}', 'null', 'not JSON', '"open', Buffer.from([0x22, 0xff, 0x22])]) {
      await expectBroken({ keyVersion: 1, wrappedDataKey, ciphertext: stored(text) });
    }
    await expectBroken({ keyVersion: 1, wrappedDataKey: await wrap(randomBytes(16)), ciphertext: stored('"a"') });
  });
});

it('encodes every list of fields in its own way', () => {
  const all = [
    secretData(identity),
    dataKeyData(identity, 1),
    dataKeyData(identity, 11),
    keyCheckData(1),
    secretData({ ...identity, tenantId: '', subscriberId: 'acmeada' }),
    secretData({ ...identity, tenantId: 'acmeada', subscriberId: '' }),
  ].map((bytes) => bytes.toString('hex'));
  expect(new Set(all).size).toBe(all.length);
});

it('compares secrets', () => {
  expect(sameSecret(Secret.of('a'), Secret.of('a'))).toBe(true);
  expect(sameSecret(Secret.of('a'), Secret.of('b'))).toBe(false);
  expect(sameSecret(Secret.of(''), Secret.of('a'))).toBe(false);
});
