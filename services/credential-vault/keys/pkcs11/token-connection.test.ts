import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TokenConnection } from './token-connection.js';
import type { Library } from './token-keys.js';

/** Those of PKCS#11 v2.40, §3.2. */
const [countLow, finalTry, locked] = [0x10000, 0x20000, 0x40000];
let directory: string;
let pinFile: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'pin-'));
  pinFile = join(directory, 'pin');
  writeFileSync(pinFile, '1234\n', { mode: 0o600 });
});
afterAll(() => rmSync(directory, { recursive: true }));

/** A token that says this of its PIN, as SoftHSM never does, and counts who signs in. */
function connectionTo(flags: number): { connection: TokenConnection; pins: string[] } {
  const pins: string[] = [];
  class Token {
    load(): void {}
    C_Initialize(): void {}
    C_Finalize(): void {}
    C_GetSlotList = () => [Buffer.from('slot')];
    C_GetTokenInfo = () => ({ label: 'mail access     ', serialNumber: '1', flags });
    C_OpenSession = () => Buffer.from('session');
    C_CloseSession(): void {}
    C_Login(_session: Buffer, _user: number, pin: string): void {
      pins.push(pin);
    }
  }
  const names = { CKF_OS_LOCKING_OK: 2, CKF_SERIAL_SESSION: 4, CKF_RW_SESSION: 2, CKU_USER: 1 };
  const pinFlags = { CKF_USER_PIN_FINAL_TRY: finalTry, CKF_USER_PIN_LOCKED: locked };
  const library = { PKCS11: Token, ...names, ...pinFlags } as unknown as Library;
  const settings = { token: 'mail access', object: 'keys', modulePath: '/hsm.so', pinFile };
  return { connection: new TokenConnection(library, { ...settings, kind: 'pkcs11', serial: undefined }), pins };
}

it.each([
  ['has one try left', finalTry, 'would be locked by another wrong PIN: sign in to it by hand with the right one'],
  ['has one try left, as it says twice', countLow | finalTry, 'would be locked by another wrong PIN'],
  ['is locked', locked, 'is locked: unlock it as its maker says, then start again'],
])('offers no PIN to a token that %s, however often it is started', (_, flags, sentence) => {
  for (let start = 0; start < 3; start += 1) {
    const { connection, pins } = connectionTo(flags);
    expect(() => connection.use(() => 'used')).toThrow(`the token "mail access" ${sentence}`);
    expect(() => connection.use(() => 'used')).toThrow(sentence);
    expect(pins).toEqual([]);
  }
});

it.each([0, countLow])('signs in to a token with the flags %i', (flags) => {
  const { connection, pins } = connectionTo(flags);
  expect(connection.use(() => 'used')).toBe('used');
  expect(pins).toEqual(['1234']);
});
