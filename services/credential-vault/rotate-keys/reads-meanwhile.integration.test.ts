import { setTimeout as sleep } from 'node:timers/promises';
import { repetitions } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askRotation, expectAllOpen, revealed, rotated, stored } from '../fixtures/ask-vault.js';
import { fillVault, type KnownCredential } from '../fixtures/fill-vault.js';
import { VaultGround } from '../fixtures/vault-ground.js';

let ground: VaultGround;
// More than 30,000 in a minute are refused, and from 3,000 on told of: what is asked here is no surge.
beforeAll(async () => void (ground = await VaultGround.start({ REVEAL_SURGE_PER_MINUTE: '100000' })));
afterAll(() => ground.stop());

const readsPerSecond = repetitions(80, 200);

/** Beyond that a busy machine is asked more than it can do, and refuses. */
const mostInFlight = repetitions(16, 64);

/** Begins so many reads a second until it is stopped, whether or not those before are answered, within reason. */
function readSteadily(credentials: readonly KnownCredential[]) {
  const outcomes: string[] = [];
  const startedAt = performance.now();
  let [begun, inFlight] = [0, 0];
  const read = async (one: KnownCredential): Promise<void> => {
    inFlight += 1;
    const outcome = await revealed(ground, one).then(
      (secret) => (secret === one.secret ? 'read' : 'another secret'),
      (error: unknown) => (error as { code: string }).code,
    );
    outcomes.push(outcome);
    inFlight -= 1;
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1_000) * readsPerSecond;
    for (; begun < due && inFlight < mostInFlight; begun += 1) void read(credentials[begun % credentials.length]!);
  }, 5);
  return async () => {
    clearInterval(timer);
    const perSecond = begun / ((performance.now() - startedAt) / 1_000);
    while (inFlight > 0) await sleep(10);
    return { outcomes, perSecond };
  };
}

it(
  'fails no read and no store while keys are rotated and retired, one after the other, with two replicas',
  async () => {
    const second = await ground.startService();
    const credentials = await fillVault(ground.database, ground.keyFile, repetitions(1_000, 5_000));
    const stop = readSteadily(credentials);
    const end = performance.now() + repetitions(4_000, 60_000);
    const storing = (async () => {
      const made: KnownCredential[] = [];
      for (; performance.now() < end; await sleep(20)) made.push(await stored(ground));
      return made;
    })();
    // Told of where it is awaited.
    storing.catch(() => undefined);
    let rotations = 0;
    for (; performance.now() < end; rotations += 1) {
      const { versions } = await rotated(ground, 120_000);
      for (const { keyVersion, state } of versions) {
        // Refused while a store is under way with it: the next round retires it.
        if (state === 'old') await askRotation(ground, { action: 'retire', keyVersion }).catch(expectInUse);
      }
    }
    const { outcomes, perSecond } = await stop();
    const failed = outcomes.filter((outcome) => outcome !== 'read');
    process.stdout.write(`${outcomes.length} reads, ${perSecond.toFixed(0)} a second, during ${rotations} rotations\n`);
    expect(failed).toEqual([]);
    expect(rotations).toBeGreaterThan(0);
    expect(perSecond).toBeGreaterThan(repetitions(1, readsPerSecond * 0.95));
    await expectAllOpen(ground, await storing);
    await second.close();
  },
  repetitions(60_000, 300_000),
);

function expectInUse(error: unknown): void {
  expect(error).toMatchObject({ code: 'key-in-use' });
}
