import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Secret } from '@mail-access/secret';
import { repetitions } from '@mail-access/testkit';
import { expect, it } from 'vitest';
import { FileKeyWrapper } from '../keys/file-key-wrapper.js';
import { decryptSecret } from './decrypt-secret.js';
import { encryptSecret, type Envelope } from './encrypt-secret.js';

const wrapper = new FileKeyWrapper([{ version: 1, key: randomBytes(32) }]);
const identity = { tenantId: 'acme', subscriberId: 'ada', credentialId: randomUUID(), purpose: 'incoming' };
const long = 120_000;

/** Ways to alter bytes; each makes something else of them. */
const alterations: readonly ((bytes: Buffer) => Buffer)[] = [
  function bit(bytes) {
    const copy = Buffer.from(bytes);
    const place = randomInt(copy.length);
    copy[place] = (copy[place] ?? 0) ^ (1 << randomInt(8));
    return copy;
  },
  function byte(bytes) {
    const copy = Buffer.from(bytes);
    const place = randomInt(copy.length);
    copy[place] = ((copy[place] ?? 0) + 1 + randomInt(255)) % 256;
    return copy;
  },
  (bytes) => Buffer.concat([randomBytes(4 + randomInt(12)), bytes.subarray(16)]),
  (bytes) => bytes.subarray(0, randomInt(bytes.length)),
  (bytes) => bytes.subarray(1 + randomInt(bytes.length - 1)),
  (bytes) => Buffer.concat([bytes, randomBytes(1 + randomInt(64))]),
  (bytes) => Buffer.concat([randomBytes(1 + randomInt(16)), bytes]),
  (bytes) => Buffer.concat([Buffer.from([1]), bytes]),
  // The tag cut to what node:crypto takes when nobody pins its length.
  (bytes) => bytes.subarray(0, bytes.length - 16 + [4, 8, 12, 13, 14, 15][randomInt(6)]!),
  (bytes) => randomBytes(bytes.length),
  (bytes) => Buffer.concat([bytes.subarray(0, 1), randomBytes(bytes.length - 1)]),
  (bytes) => Buffer.concat([bytes.subarray(0, -16), Buffer.alloc(16)]),
];

it(
  'opens none of many altered envelopes, and says the same of each',
  async () => {
    const envelope = await encryptSecret(wrapper, identity, Secret.of('secret'));
    const codes = new Map<unknown, number>();
    for (let count = 0; count < repetitions(1_200, 12_000); count += 1) {
      const part = (['wrappedDataKey', 'ciphertext'] as const)[count & 1]!;
      const altered: Envelope = {
        ...envelope,
        [part]: alterations[(count >> 1) % alterations.length]!(envelope[part]),
      };
      const code = await decryptSecret(wrapper, identity, altered).then(
        () => 'opened',
        (error: unknown) => (error as { code: unknown }).code,
      );
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(codes).toEqual(new Map([['envelope-broken', repetitions(1_200, 12_000)]]));
  },
  long,
);

it(
  'uses no nonce twice, neither of the key-encryption key nor of data keys',
  async () => {
    const count = repetitions(10_000, 1_000_000);
    const [wrapping, sealing] = [new Set<string>(), new Set<string>()];
    const secret = Secret.of('secret');
    for (let index = 0; index < count; index += 1) {
      const { wrappedDataKey, ciphertext } = await encryptSecret(wrapper, identity, secret);
      wrapping.add(wrappedDataKey.toString('latin1', 1, 13));
      sealing.add(ciphertext.toString('latin1', 1, 13));
    }
    expect(wrapping.size).toBe(count);
    expect(sealing.size).toBe(count);
  },
  long,
);
