import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@mail-access/persistence';
import type { EntityManager } from 'typeorm';

/** Some servers ban an address after two or three refused sign-ins; fail2ban is set so by default. */
const mostRefusals = 2;
const windowMs = 3_600_000;
/** A step lasts 20 s: an attempt that is older and not settled was of a process that died. It counts as refused. */
const longestAttemptMs = 60_000;
const pollMs = 100;

/** The place has had its refused sign-ins. */
export class SignInsSpent extends Error {
  override readonly name = 'SignInsSpent';
  /** `retryAt`: when the next one may be made. */
  constructor(readonly retryAt: Date) {
    super('no sign-in is left for now');
  }
}

/** A sign-in that may be made. Settled once; never settled, it counts as refused. */
export interface SignInAttempt {
  /** The server refused it. */
  refused(): Promise<void>;
  /** It does not count: the server let it in, or judged nothing. */
  release(): Promise<void>;
}

interface Patience {
  /** How long to wait for attempts that are under way, in milliseconds. */
  readonly patienceMs: number;
}

interface Known {
  readonly counted_at: Date;
  readonly counts: boolean;
}

/** At most two refused sign-ins a place and hour, across replicas: a row is written before the server hears of it. */
export class PostgresSignInLimit {
  constructor(
    private readonly database: Database,
    private readonly options: Patience = { patienceMs: 10_000 },
  ) {}

  /** @throws SignInsSpent; the reason of `signal` when it is aborted while others are waited for */
  async reserve(place: string, signal: AbortSignal): Promise<SignInAttempt> {
    const attemptId = randomUUID();
    for (const end = performance.now() + this.options.patienceMs; ; await sleep(pollMs, undefined, { signal })) {
      signal.throwIfAborted();
      const known = await this.database.transaction((tx) => reserveOrLook(tx, place, attemptId));
      if (known === null) return this.#attempt(attemptId);
      const refusals = known.filter(({ counts }) => counts);
      const deciding = refusals[mostRefusals - 1];
      if (deciding !== undefined) throw new SignInsSpent(new Date(deciding.counted_at.getTime() + windowMs));
      // Others try right now. Most sign-ins take less than a second, and most are let in.
      if (performance.now() > end) throw new SignInsSpent(new Date(Date.now() + longestAttemptMs));
    }
  }

  #attempt(attemptId: string): SignInAttempt {
    const { dataSource } = this.database;
    return {
      // The server counts from its refusal on, which may come seconds after the attempt.
      refused: async () => {
        const settle =
          'UPDATE sign_in_attempt SET refused = true, counted_at = clock_timestamp() WHERE attempt_id = $1';
        await dataSource.query(settle, [attemptId]);
      },
      release: async () => {
        await dataSource.query('DELETE FROM sign_in_attempt WHERE attempt_id = $1', [attemptId]);
      },
    };
  }
}

/** Null: reserved. Otherwise what stands in the way, newest first. */
async function reserveOrLook(tx: EntityManager, place: string, attemptId: string): Promise<Known[] | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('sign-in at ' || $1, 0))", [place]);
  // clock_timestamp: now() is when the transaction began, before it waited for the lock.
  const known: Known[] = await tx.query(
    `SELECT counted_at, refused OR counted_at < clock_timestamp() - make_interval(secs => $3) AS counts
     FROM sign_in_attempt WHERE place = $1 AND counted_at > clock_timestamp() - make_interval(secs => $2)
     ORDER BY counted_at DESC`,
    [place, windowMs / 1_000, longestAttemptMs / 1_000],
  );
  if (known.length >= mostRefusals) return known;
  await tx.query('INSERT INTO sign_in_attempt (attempt_id, place, counted_at) VALUES ($1, $2, clock_timestamp())', [
    attemptId,
    place,
  ]);
  await tx.query(
    `DELETE FROM sign_in_attempt WHERE attempt_id IN (
       SELECT attempt_id FROM sign_in_attempt WHERE counted_at < clock_timestamp() - make_interval(secs => $1)
       LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    [windowMs / 1_000],
  );
  return null;
}
