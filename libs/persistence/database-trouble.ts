import { QueryFailedError } from 'typeorm';

/** No connection could be had: the server is away, refuses new ones, or the pool is used up. The cause says which. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
  readonly code = 'database-unreachable';
}

/**
 * SQLSTATEs (PostgreSQL, appendix A) with which a server goes away, or cannot serve now: connection exceptions, its
 * shutdown, crash or start, no more connections, and a standby in its place.
 */
const away = /^(?:08\w{3}|57P0[1-3]|53[23]00|25006)$/;

/** The work met other work: serialization failure, deadlock, time-out of a lock or a statement. It was rolled back. */
const contended = /^(?:40001|40P01|55P03|57014)$/;

/**
 * Why the same work could succeed later: `away` (a change may have been made, if it was lost at the commit), or
 * `contended` (nothing was changed). Undefined for everything else, which is a defect.
 */
export function databaseTrouble(error: unknown): 'away' | 'contended' | undefined {
  if (error instanceof DatabaseUnreachable) return 'away';
  if (!(error instanceof QueryFailedError)) return undefined;
  const cause = error.driverError as Error & { severity?: string; code?: string };
  // Only an answer of the server has a severity; everything else that `pg` throws is about the connection, mostly
  // without a code ("Connection terminated unexpectedly"), but for the engine's own errors, which are ours.
  if (cause.severity === undefined) return /^(?:Type|Range)Error$/.test(cause.name) ? undefined : 'away';
  if (away.test(cause.code ?? '')) return 'away';
  return contended.test(cause.code ?? '') ? 'contended' : undefined;
}

type Connected = (error: Error | undefined, ...rest: unknown[]) => void;

/** The part of a `pg` pool that hands out clients, as TypeORM calls it. */
export interface ClientPool {
  connect: (connected: Connected) => void;
}

/** Makes every failure to get a client a `DatabaseUnreachable`: the pool's own have no code to tell them by. */
export function markUnreachable(pool: ClientPool): void {
  const connect = pool.connect.bind(pool);
  pool.connect = (connected) => {
    connect((error, ...rest) => {
      const marked = error && new DatabaseUnreachable('no database connection could be had', { cause: error });
      connected(marked, ...rest);
    });
  };
}
