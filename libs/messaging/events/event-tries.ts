import type { Database } from '@mail-access/persistence';

/** What is known of an event that comes again. */
export interface EventTries {
  /** Tries that failed by their handler. */
  readonly failed: number;
  /** Tries that began and never said how they ended: their process died, or the database went away meanwhile. */
  readonly silent: number;
}

interface TryRow {
  readonly begun: number;
  readonly failed: number;
}

/** Notes that an event is tried again. @throws when the database is away: then nothing was tried, and nothing counts */
export async function beginAgain(database: Database, eventId: string): Promise<EventTries> {
  const [row] = await database.dataSource.query<TryRow[]>(
    `insert into event_try as t (event_id, begun) values ($1, 1)
     on conflict (event_id) do update set begun = t.begun + 1, last_at = now()
     returning begun, failed`,
    [eventId],
  );
  const { begun = 1, failed = 0 } = row ?? {};
  // The try that begins is not silent yet; a first one that failed was never begun again.
  return { failed, silent: Math.max(0, begun - 1 - failed) };
}

/** Notes that a try failed; gives how many have. @throws when the database is away */
export async function countFailure(database: Database, eventId: string): Promise<number> {
  const [row] = await database.dataSource.query<Pick<TryRow, 'failed'>[]>(
    `insert into event_try as t (event_id, failed) values ($1, 1)
     on conflict (event_id) do update set failed = t.failed + 1, last_at = now()
     returning failed`,
    [eventId],
  );
  return row?.failed ?? 1;
}

/** Forgets the tries of an event that was given up: replayed, it has all of them again. */
export async function forgetTries(database: Database, eventId: string): Promise<void> {
  await database.dataSource.query('delete from event_try where event_id = $1', [eventId]);
}
