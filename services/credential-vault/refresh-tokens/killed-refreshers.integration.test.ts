import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { revealCredential } from '@mail-access/contracts';
import { openSealed } from '@mail-access/secret';
import { repetitions, type TokenCall } from '@mail-access/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ada, settingsFor, SignInGround } from '../fixtures/sign-in-ground.js';
import { VaultProcesses } from '../fixtures/vault-processes.js';
import { leaseMs } from './hold-lease.js';

const rounds = repetitions(3, 50);
const readers = repetitions(60, 1_000);
const replicas = 4;
/** Longer than it takes the others to notice that a holder is dead, and to serve everybody. */
const patienceMs = repetitions(10_000, 12_000);

let ground: SignInGround;
let processes: VaultProcesses;
let credentialId: string;

beforeAll(async () => {
  ground = await SignInGround.start();
  credentialId = await ground.signedIn('google');
  // From here on only processes of their own answer.
  await ground.vault.service.close();
  const authorities = join(ground.vault.infrastructure.directory, 'ca.pem');
  writeFileSync(authorities, ground.google.caPem);
  processes = new VaultProcesses((index) => ({
    ...ground.vault.environment,
    // By its client id the scripted Google knows whose call it is.
    ...settingsFor(ground.google, ground.microsoft, `client-${index}`),
    ...{ EGRESS_ALLOW: '127.0.0.0/8', NODE_EXTRA_CA_CERTS: authorities },
    ...{ REVEALS_PER_MINUTE: '1000000', REVEAL_SURGE_PER_MINUTE: '1000000' },
  }));
  for (let index = 0; index < replicas; index += 1) processes.start(index);
  await processes.ready();
});
afterAll(async () => {
  await processes.ready();
  await processes.stop();
  await ground.stop();
});

/**
 * A reader asks until it has a token, as every caller of the bus may. `again` tells those that wait for a process that is
 * dead by then to ask once more.
 */
async function read(again: AbortSignal): Promise<string> {
  const input = { credentialId, purpose: 'oauth' as const };
  for (const end = performance.now() + 180_000; ;) {
    const options = { ...ada, deadlineMs: 60_000, ...(!again.aborted && { signal: again }) };
    try {
      const { sealed } = await ground.vault.validator.request(revealCredential, input, options);
      return (await openSealed(ground.vault.validatorKey, sealed, { ...ada, purpose: 'oauth' })).reveal();
    } catch (error) {
      const isPassing = error === again.reason || (error as { retryable?: boolean }).retryable === true;
      if (!isPassing || performance.now() > end) throw error;
      await sleep(20 + Math.random() * 80);
    }
  }
}

type Hit = 'before the call' | 'during the call' | 'between answer and commit' | 'after the commit' | 'another process';

/** Kills whoever calls the provider, before it is answered or just then, or anybody at any moment. */
async function killOne(before: number, delayMs: number): Promise<{ index: number; at: number }> {
  const aim = Math.floor(Math.random() * 3);
  let index = Math.floor(Math.random() * replicas);
  if (aim < 2) {
    while (ground.google.calls.token.length === before) await sleep(1);
    index = indexOf(ground.google.calls.token[before]!);
    await sleep(aim === 0 ? Math.random() * delayMs : delayMs + Math.random() * 30);
  } else {
    await sleep(Math.random() * 400);
  }
  processes.kill(index);
  return { index, at: performance.now() };
}

const indexOf = ({ clientId }: TokenCall): number => Number(clientId.slice('client-'.length));

/** Where a kill hit, by the calls of its process in this round and the token that everybody got in the end. */
function hitOf(calls: readonly TokenCall[], token: string, killed: { index: number; at: number }): Hit {
  const own = calls.find((call) => indexOf(call) === killed.index && call.at <= killed.at);
  if (own === undefined) return calls.some((call) => call.at <= killed.at) ? 'another process' : 'before the call';
  if (own.accessToken === token) return 'after the commit';
  return own.answeredAt === undefined || own.answeredAt > killed.at ? 'during the call' : 'between answer and commit';
}

/**
 * How many of the calls beyond those needed followed so long after the one before that a holder who lived can have lost its
 * lease, which it extends every second. A second call made beside a lease follows at once, and is never one of these.
 */
function starvedOf(calls: readonly TokenCall[], needed: number): number {
  const late = calls.filter(({ at }, index) => index > 0 && at - calls[index - 1]!.at >= leaseMs / 2).length;
  return Math.max(0, Math.min(calls.length - needed, late - (needed - 1)));
}

it(
  `makes one call a renewal: ${readers} readers in ${replicas} processes, ${rounds} rounds, a process killed in each`,
  async () => {
    const hits: Partial<Record<Hit, number>> = {};
    let [made, needed, starved] = [0, 0, 0];
    for (let round = 0; round < rounds; round += 1) {
      await processes.ready();
      const delayMs = Math.floor(Math.random() * 250);
      ground.google.alwaysMeets({ delayMs });
      const before = ground.google.calls.token.length;
      await ground.expireIn(credentialId, 60);
      const killing = killOne(before, delayMs);
      const again = new AbortController();
      const asking = killing.then(() => sleep(patienceMs)).then(() => again.abort());
      const tokens = await Promise.all(Array.from({ length: readers }, () => read(again.signal)));
      const killed = await killing;
      const calls = ground.google.calls.token.slice(before);
      expect(new Set(tokens).size, processes.troubles.join('\n')).toBe(1);
      const hit = hitOf(calls, tokens[0]!, killed);
      hits[hit] = (hits[hit] ?? 0) + 1;
      made += calls.length;
      // One a round, and another one when whoever made it died before it could keep what the provider gave.
      process.stdout.write(`${round}: ${hit}, ${calls.length} calls\n`);
      const ofRound = hit === 'during the call' || hit === 'between answer and commit' ? 2 : 1;
      needed += ofRound;
      starved += starvedOf(calls, ofRound);
      processes.start(killed.index);
      await asking;
    }
    process.stdout.write(`${JSON.stringify({ rounds, readers, made, needed, starved, ratio: made / needed, hits })}\n`);
    // A machine that is busy with other tests may starve a holder; the measurement runs alone, and allows for none.
    expect((made - repetitions(starved, 0)) / needed).toBe(1);
    expect((await ground.vault.database.dataSource.query<unknown[]>(needsReconnection)).length).toBe(0);
  },
  60 * 60_000,
);

const needsReconnection = `select 1 from credential_vault.oauth_grant where state <> 'active'`;
