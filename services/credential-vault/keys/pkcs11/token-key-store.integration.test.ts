import { randomBytes } from 'node:crypto';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@mail-access/observability';
import { startSoftHsm, temporaryDirectory, type SoftHsm } from '@mail-access/testkit';
import type Pkcs11js from 'pkcs11js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedLength } from '../../envelope/aes-gcm.js';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import type { KeySet, KeyStore } from '../key-store.js';
import { parsePkcs11Uri } from './pkcs11-uri.js';
import { TokenKeyStore } from './token-key-store.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const directory = temporaryDirectory();
const data = Buffer.from('whose it is');
let hsm: SoftHsm;
/** Compiled by `startSoftHsm` where it is missing. */
let pkcs11js: typeof Pkcs11js;
const opened: KeyStore[] = [];

beforeAll(async () => {
  hsm = await startSoftHsm(directory.path);
  ({ default: pkcs11js } = await import('pkcs11js'));
});
afterAll(async () => {
  for (const store of opened) await store.close();
  directory.remove();
});

function storeOf(uri: string): KeyStore {
  const store = new TokenKeyStore(parsePkcs11Uri(uri), logger);
  opened.push(store);
  return store;
}

/** A label of its own for each test, with the first key made. */
async function madeKeys(object: string): Promise<{ store: KeyStore; keys: KeySet }> {
  const store = storeOf(hsm.uri(object));
  expect(await store.read()).toBeNull();
  await store.create(1);
  return { store, keys: (await store.read())! };
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('a key of a token', () => {
  it('wraps and unwraps what is bound to it, in the form of a key file', async () => {
    const { keys } = await madeKeys('wraps');
    const dataKey = randomBytes(32);
    const wrapped = await keys.wrap(dataKey, 1, data);
    expect(wrapped).toHaveLength(storedLength(32));
    expect(wrapped[0]).toBe(1);
    expect(wrapped.includes(dataKey)).toBe(false);
    expect(await keys.unwrap(wrapped, 1, data)).toEqual(dataKey);
    expect((await keys.wrap(dataKey, 1, data)).equals(wrapped)).toBe(false);
  });

  it('opens nothing that was altered, cut, lengthened or bound to something else, and goes on working', async () => {
    const { store, keys } = await madeKeys('opens-nothing');
    await store.create(2);
    const both = (await store.read())!;
    const dataKey = randomBytes(32);
    const wrapped = await keys.wrap(dataKey, 1, data);
    const refused = async (bytes: Buffer, version = 1, bound = data) =>
      await expect(both.unwrap(bytes, version, bound)).rejects.toBeInstanceOf(EnvelopeBroken);
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) await refused(flipped(wrapped, bit));
    for (let length = 0; length < wrapped.length; length += 1) {
      await refused(wrapped.subarray(0, length));
      await refused(wrapped.subarray(wrapped.length - length));
    }
    await refused(Buffer.concat([wrapped, Buffer.alloc(1)]));
    await refused(wrapped, 1, Buffer.from('whose it was'));
    await refused(wrapped, 1, Buffer.alloc(0));
    await refused(wrapped, 2);
    await refused(wrapped, 3);
    expect(await both.unwrap(wrapped, 1, data)).toEqual(dataKey);
  });

  it('never leaves the token: it is sensitive, never was extractable, and its value is refused', async () => {
    await madeKeys('stays');
    const api = new pkcs11js.PKCS11();
    api.load(hsm.module);
    const session = api.C_OpenSession(api.C_GetSlotList(true)[0]!, pkcs11js.CKF_SERIAL_SESSION);
    api.C_FindObjectsInit(session, [{ type: pkcs11js.CKA_LABEL, value: 'stays-1' }]);
    const [key] = api.C_FindObjects(session, 2);
    api.C_FindObjectsFinal(session);
    const value = (type: number) => api.C_GetAttributeValue(session, key!, [{ type }])[0]!.value[0];
    expect(value(pkcs11js.CKA_SENSITIVE)).toBe(1);
    expect(value(pkcs11js.CKA_ALWAYS_SENSITIVE)).toBe(1);
    expect(value(pkcs11js.CKA_EXTRACTABLE)).toBe(0);
    expect(value(pkcs11js.CKA_NEVER_EXTRACTABLE)).toBe(1);
    expect(() => value(pkcs11js.CKA_VALUE)).toThrow('CKR_ATTRIBUTE_SENSITIVE');
    api.C_CloseSession(session);
  });

  it('that is destroyed opens nothing any more', async () => {
    const { store, keys } = await madeKeys('destroyed');
    const wrapped = await keys.wrap(randomBytes(32), 1, data);
    await store.create(2);
    await store.destroy(1);
    await store.destroy(1);
    await expect(keys.unwrap(wrapped, 1, data)).rejects.toBeInstanceOf(EnvelopeBroken);
    expect([...(await store.read())!.versions]).toEqual([2]);
    expect([...(await storeOf(hsm.uri('destroyed')).read())!.versions]).toEqual([2]);
  });

  it('is made once, also by a second call', async () => {
    const { store, keys } = await madeKeys('once');
    const wrapped = await keys.wrap(Buffer.alloc(32), 1, data);
    await store.create(1);
    expect(await (await store.read())!.unwrap(wrapped, 1, data)).toEqual(Buffer.alloc(32));
  });

  it('does its work beside others, in a bounded queue', async () => {
    const { keys } = await madeKeys('beside');
    const all = await Promise.all(Array.from({ length: 500 }, () => keys.wrap(randomBytes(32), 1, data)));
    expect(new Set(all.map((one) => one.toString('hex'))).size).toBe(500);
    const many = await Promise.allSettled(Array.from({ length: 1_500 }, () => keys.unwrap(all[0]!, 1, data)));
    const refused = many.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(500);
    expect(String((refused[0] as PromiseRejectedResult).reason)).toContain('has too much to do');
  });
});

describe('a token', () => {
  it('that went away and came back is used again', async () => {
    const { keys } = await madeKeys('comes-back');
    const dataKey = randomBytes(32);
    const wrapped = await keys.wrap(dataKey, 1, data);
    renameSync(hsm.tokens, `${hsm.tokens}.aside`);
    const away = storeOf(hsm.uri('comes-back'));
    endEverySession();
    await expect(away.read()).rejects.toThrow(/^the token "mail access" (is not there|cannot be used)/);
    await expect(keys.unwrap(wrapped, 1, data)).rejects.toThrow(
      /^the token "mail access" (is not there|cannot be used)/,
    );
    renameSync(`${hsm.tokens}.aside`, hsm.tokens);
    await expect.poll(() => keys.unwrap(wrapped, 1, data).catch(() => null), { timeout: 5_000 }).toEqual(dataKey);
  });

  it('whose sessions ended is signed in to again', async () => {
    const { keys } = await madeKeys('signed-in-again');
    const wrapped = await keys.wrap(Buffer.alloc(32), 1, data);
    endEverySession();
    expect(await keys.unwrap(wrapped, 1, data)).toEqual(Buffer.alloc(32));
  });

  it('that is not there, or a library that is none, is a sentence', async () => {
    const none = hsm.uri().replace('mail%20access', 'another');
    await expect(storeOf(none).read()).rejects.toThrow(
      'the token "another" is not there: connect it, or correct KEY_WRAPPER',
    );
    const noLibrary = hsm.uri().replace(hsm.module, '/nowhere.so');
    await expect(storeOf(noLibrary).read()).rejects.toThrow('the PKCS#11 library /nowhere.so cannot be loaded');
  });

  it('is not offered a PIN twice that it refused, and a PIN file open to others is refused', async () => {
    const wrong = join(directory.path, 'wrong-pin');
    writeFileSync(wrong, '00000000\n', { mode: 0o600 });
    endEverySession();
    const store = storeOf(hsm.uri().replace(hsm.pinFile, wrong));
    const problem = /refuses the PIN of .*wrong-pin \(CKR_PIN_INCORRECT\): correct it, then start again$/;
    await expect(store.read()).rejects.toThrow(problem);
    writeFileSync(wrong, hsm.pin);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await expect(store.read()).rejects.toThrow(problem);
    chmodSync(wrong, 0o644);
    await expect(storeOf(hsm.uri().replace(hsm.pinFile, wrong)).read()).rejects.toThrow('run chmod 600 on it');
    await expect(storeOf(hsm.uri().replace(hsm.pinFile, '/nowhere')).read()).rejects.toThrow('cannot be read: ENOENT');
  });
});

/** As a token does that was pulled out: every session of this process is over, and nobody is signed in. */
function endEverySession(): void {
  const api = new pkcs11js.PKCS11();
  api.load(hsm.module);
  api.C_Finalize();
}
