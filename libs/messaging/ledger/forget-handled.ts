import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';

const everyMs = 60 * 60_000;

/**
 * Deletes what the inbox and the ledger need no longer: handled events and their tries one day after the stream has dropped them, and
 * request outcomes after two days. Every replica does it, once an hour; returns how to stop.
 */
export function forgetHandled(database: Database, logger: Logger): () => void {
  const sweep = async () => {
    try {
      await database.dataSource.query(`delete from inbox where handled_at < now() - interval '8 days'`);
      await database.dataSource.query(`delete from event_try where last_at < now() - interval '8 days'`);
      await database.dataSource.query(`delete from handled_request where handled_at < now() - interval '2 days'`);
    } catch (error) {
      logger.warn('forget-handled-failed', { err: error });
    }
  };
  const timer = setInterval(() => void sweep(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
