import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repetitions } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answered } from '../fixtures/answered.js';
import { askRotation, revealed, rotated, stored } from '../fixtures/ask-vault.js';
import { fillVault, type KnownCredential } from '../fixtures/fill-vault.js';
import { expectAllKept } from '../fixtures/open-rows.js';
import { VaultGround } from '../fixtures/vault-ground.js';
import { killed, startVaultProcess } from '../fixtures/vault-process.js';

let ground: VaultGround;
beforeAll(async () => {
  ground = await VaultGround.start({ LOG_LEVEL: 'error' });
  await ground.service.close();
});
afterAll(() => ground.stop());

/** Reads one credential after the other until it is stopped; what was read must be what was stored. */
function readAll(credentials: readonly KnownCredential[]) {
  let [reads, isOver] = [0, false];
  const reading = (async () => {
    while (!isOver) {
      const one = credentials[Math.floor(Math.random() * credentials.length)]!;
      expect(await answered(() => revealed(ground, one))).toBe(one.secret);
      reads += 1;
    }
    return reads;
  })();
  // Told of where it is awaited.
  reading.catch(() => undefined);
  return { stop: () => ((isOver = true), reading) };
}

it(
  'loses nothing when processes are killed in the middle of a rotation, and it comes to its end',
  async () => {
    const credentials = await fillVault(ground.database, ground.keyFile, repetitions(4_000, 20_000));
    const replicas = [startVaultProcess(ground), startVaultProcess(ground)];
    await answered(() => askRotation(ground, { action: 'status' }));
    const reader = readAll(credentials);
    const interrupted: string[] = [];
    for (let round = 0; round < repetitions(2, 20); round += 1) {
      void askRotation(ground).catch(() => undefined);
      await sleep(Math.random() * repetitions(600, 1_500));
      // One of two goes on; or nobody is left, and what starts next goes on.
      const dying = round % 2 === 0 ? [Math.round(Math.random())] : [0, 1];
      await Promise.all(dying.map((index) => killed(replicas[index]!)));
      const [row] = await ground.database.dataSource.query<{ state: string }[]>(
        `select concat(count(*) filter (where wrapped_by = newest), ' of ', count(*)) as state
       from credential_vault.credential, (select max(key_version) as newest from credential_vault.key_check) as k`,
      );
      interrupted.push(row!.state);
      await expectAllKept(ground, credentials);
      for (const index of dying) replicas[index] = startVaultProcess(ground);
      credentials.push(await answered(() => stored(ground)));
      const status = await answered(() => rotated(ground, 120_000));
      expect(status).toMatchObject({ state: 'complete', rewrapped: credentials.length, total: credentials.length });
      await expectAllKept(ground, credentials);
      for (const { keyVersion, state } of status.versions) {
        if (state === 'old') await answered(() => askRotation(ground, { action: 'retire', keyVersion }));
      }
    }
    expect(await reader.stop()).toBeGreaterThan(0);
    process.stdout.write(`rotations interrupted at ${interrupted.join(', ')}\n`);
    expect((await readdir(dirname(ground.keyFile))).filter((name) => name.startsWith('keys.json'))).toEqual([
      'keys.json',
    ]);
    await Promise.all(replicas.map(killed));
    ground.service = await ground.startService();
    await rotated(ground);
    await expectAllKept(ground, credentials);
  },
  repetitions(120_000, 1_800_000),
);
