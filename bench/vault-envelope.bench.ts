import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { decryptSecret, encryptSecret, FileKeyWrapper } from '@mail-access/credential-vault';
import { Secret } from '@mail-access/secret';
import type { Measurement, PreparedScenario, Scenario } from './scenario.js';

const [seals, opens] = ['seals', 'opens'];
const rounds = 40_000;
/** What is stored of a short secret: texts are padded to this, so that their length is not told. */
const paddedBytes = 128;

/** Two AES-GCM each, a key made or read, and what is bound to it composed: half of bare AES is as fast as it can be. */
const scenario: Scenario = {
  title: 'vault-envelope: secrets sealed and opened a second, in one thread',
  ours: 'a data key a secret, wrapped by a key-encryption key, both bound to whose it is',
  theirs: 'AES-256-GCM of node:crypto with one key, as many bytes, bound to nothing',
  metrics: [
    { name: seals, unit: 'secrets/s', aim: { atLeast: 0.2 } },
    { name: opens, unit: 'secrets/s', aim: { atLeast: 0.2 } },
  ],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const wrapper = new FileKeyWrapper([{ version: 1, key: randomBytes(32) }]);
  const identity = { tenantId: 'acme', subscriberId: 'ada', credentialId: randomUUID(), purpose: 'incoming' };
  const secret = Secret.of('a password of usual length');
  const envelope = await encryptSecret(wrapper, identity, secret);
  const key = createSecretKey(randomBytes(32));
  const plaintext = Buffer.alloc(paddedBytes, 'x');
  const sealed = sealedPlainly(key, plaintext);
  return {
    measureOurs: async () => ({
      [seals]: await rate(() => encryptSecret(wrapper, identity, secret)),
      [opens]: await rate(() => decryptSecret(wrapper, identity, envelope)),
    }),
    measureTheirs: async (): Promise<Measurement> => ({
      [seals]: await rate(async () => sealedPlainly(key, plaintext)),
      [opens]: await rate(async () => openedPlainly(key, sealed)),
    }),
    close: async () => undefined,
  };
}

async function rate(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) await work();
  return rounds / ((performance.now() - startedAt) / 1_000);
}

type Key = ReturnType<typeof createSecretKey>;
const tag = { authTagLength: 16 };

function sealedPlainly(key: Key, plaintext: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, tag);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openedPlainly(key: Key, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), tag);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
