import { recordUnchained, type Logger } from '@mail-access/observability';
import { acrossTenants, type Database } from '@mail-access/persistence';
import { anchorChain, chainBatch, chainLines } from './chain-lines.js';

interface SequencerParts {
  readonly database: Database;
  readonly logger: Logger;
  /** How often new lines are chained, 500 ms by default. */
  readonly pollMs?: number;
  /** How often at most the head is told outside, a minute by default. */
  readonly anchorEveryMs?: number;
}

/**
 * Chains the lines of the audit behind those who write them: a lock that every reveal had to take would let them pass one by
 * one. Every replica tries; one at a time does it.
 */
export class AuditSequencer {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #quietTurns = 0;

  constructor(private readonly parts: SequencerParts) {}

  start(): void {
    this.#timer = setInterval(() => this.#look(), this.parts.pollMs ?? 500);
    this.#timer.unref();
  }

  /** Chains what is there still, and tells the head. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.#turn(0);
  }

  #look(): void {
    this.#running ??= this.#turn().finally(() => (this.#running = undefined));
  }

  async #turn(anchorEveryMs = this.parts.anchorEveryMs ?? 60_000): Promise<void> {
    const { database, logger } = this.parts;
    try {
      let [chained, all] = [0, 0];
      do {
        chained = await acrossTenants(database, chainLines);
        all += chained;
      } while (chained === chainBatch);
      // Nothing to say of a quiet moment, but of one in twenty: the last lines are told too.
      this.#quietTurns = all === 0 ? this.#quietTurns + 1 : 0;
      if (this.#quietTurns % 20 !== 0 && anchorEveryMs > 0) return;
      const head = await acrossTenants(database, (tx) => anchorChain(tx, anchorEveryMs));
      if (head !== null) {
        logger.info('audit-sealed', { position: head.position, hash: head.hash.toString('hex') });
      }
      await this.#measure();
    } catch (error) {
      logger.warn('audit-not-chained', { err: error });
    }
  }

  async #measure(): Promise<void> {
    const [left] = await this.parts.database.dataSource.query<{ unchained: number }[]>(
      'select count(*)::int as unchained from (select from audit_unchained limit 100000) as lines',
    );
    if (left !== undefined) recordUnchained(left.unchained);
  }
}
