import { renameSync } from 'node:fs';
import { startSoftHsm, temporaryDirectory, type SoftHsm } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answered } from '../../fixtures/answered.js';
import { askRotation, expectAllOpen, revealed, rotated, stored } from '../../fixtures/ask-vault.js';
import { VaultGround } from '../../fixtures/vault-ground.js';
import { killed, startVaultProcess } from '../../fixtures/vault-process.js';

const directory = temporaryDirectory();
let hsm: SoftHsm;
let ground: VaultGround;
beforeAll(async () => {
  hsm = await startSoftHsm(directory.path);
  ground = await VaultGround.start({ KEY_WRAPPER: hsm.uri() });
});
afterAll(async () => {
  await ground.stop();
  directory.remove();
});

it('keeps credentials under a key of the token, rotates and retires it there, with another process beside', async () => {
  ground.environment = { ...ground.environment, ...hsm.environment };
  const other = startVaultProcess(ground);
  const credentials = await Promise.all(Array.from({ length: 30 }, () => stored(ground)));
  await expectAllOpen(ground, credentials);
  expect(await rotated(ground)).toMatchObject({ keyVersion: 2, rewrapped: 30 });
  await expectAllOpen(ground, [
    ...credentials,
    ...(await Promise.all(Array.from({ length: 30 }, () => stored(ground)))),
  ]);
  const retired = await askRotation(ground, { action: 'retire', keyVersion: 1 });
  expect(retired.versions).toMatchObject([{ state: 'retired' }, { state: 'current', credentials: 60 }]);
  await expectAllOpen(ground, credentials);
  await killed(other);
  expect(await rotated(ground)).toMatchObject({ keyVersion: 3, rewrapped: 60 });
  await expectAllOpen(ground, credentials);
});

it('answers again once a token that was away is back', async () => {
  const one = await stored(ground);
  renameSync(hsm.tokens, `${hsm.tokens}.aside`);
  await ground.service.close();
  const starting = ground.startService();
  await expect(starting).rejects.toThrow(/^the token "mail access" (is not there|cannot be used|holds no key)/);
  renameSync(`${hsm.tokens}.aside`, hsm.tokens);
  ground.service = await ground.startService();
  expect(await answered(() => revealed(ground, one))).toBe(one.secret);
});

it('says that it is unavailable, and not that it has a defect, while the token of a running vault is away', async () => {
  const one = await stored(ground);
  const { default: pkcs11js } = await import('pkcs11js');
  const api = new pkcs11js.PKCS11();
  api.load(hsm.module);
  renameSync(hsm.tokens, `${hsm.tokens}.aside`);
  api.C_Finalize();
  await expect(revealed(ground, one)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  await expect(stored(ground)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  renameSync(`${hsm.tokens}.aside`, hsm.tokens);
  await expect.poll(() => revealed(ground, one).catch(() => null)).toBe(one.secret);
});

it('does not start with another key, and destroys nothing', async () => {
  const one = await stored(ground);
  await ground.service.close();
  const { environment } = ground;
  const withKeys = (uri: string) => {
    ground.environment = { ...environment, KEY_WRAPPER: uri };
    return ground.startService();
  };
  await expect(withKeys(hsm.uri('another-label'))).rejects.toThrow(
    'the token "mail access" holds no key another-label-1 or later, and the stored credentials cannot be read without it: ' +
      'connect the right token, or restore it from its backup',
  );
  await expect(withKeys(`file:${ground.keyFile}`)).rejects.toThrow(
    'is missing, and the stored credentials cannot be read',
  );
  await expect(withKeys(hsm.uri().replace(hsm.pinFile, '/nowhere'))).rejects.toThrow(
    'the PIN file /nowhere cannot be read',
  );
  ground.service = await withKeys(hsm.uri());
  expect(await revealed(ground, one)).toBe(one.secret);
});
