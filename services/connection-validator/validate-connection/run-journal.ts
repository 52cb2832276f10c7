import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { RunEnd, ValidationStore } from '../validation/validation-store.js';
import { announceChanges } from './finish-run.js';
import type { StepChange } from './step-sequence.js';

/** Progress is written this often at most: a page cannot show more, and a transaction a change would load the database. */
const progressIntervalMs = 40;
const retryPausesMs = [50, 200, 500, 1_000, 2_000];

/**
 * Writes what a run reports, in order and behind it: the run never waits for a transaction. What is reported while one
 * is under way goes together into the next.
 */
export class RunJournal {
  #pending: StepChange[] = [];
  readonly #recorded: StepChange[] = [];
  #writing: Promise<void> = Promise.resolve();
  #idle = true;
  #lost = false;
  readonly #ending = new AbortController();

  constructor(
    private readonly run: { validationId: string; owner: string },
    private readonly parts: { database: Database; store: ValidationStore; logger: Logger; onLost: () => void },
  ) {}

  /** Reports a step. A step changes twice, and once for each source that it asks: the queue is bounded by what there is to ask. */
  record(change: StepChange): void {
    this.#pending.push(change);
    this.#recorded.push(change);
    if (!this.#idle) return;
    this.#idle = false;
    this.#writing = this.#drain();
  }

  /** Writes what is left and the end of the run, in one transaction. */
  async finish(end: RunEnd): Promise<void> {
    this.#ending.abort();
    await this.#writing;
    await this.#write(this.#recorded, end);
  }

  async #drain(): Promise<void> {
    // Yields first, so that a step that ends within this turn is written together with its start.
    await Promise.resolve();
    while (this.#pending.length > 0 && !this.#ending.signal.aborted) {
      await this.#write(this.#pending.splice(0), null);
      await sleep(progressIntervalMs, undefined, this.#ending).catch(() => undefined);
    }
    this.#idle = true;
  }

  /** Never throws: a run that cannot be written is lost, and its lease ends it. */
  async #write(changes: readonly StepChange[], end: RunEnd | null): Promise<void> {
    for (const pauseMs of [...retryPausesMs, null]) {
      if (this.#lost) return;
      try {
        await this.#writeOnce(changes, end);
        return;
      } catch (error) {
        if (pauseMs === null) {
          this.parts.logger.error('validation-not-recorded', { err: error, validationId: this.run.validationId });
          this.#lose();
          return;
        }
        await sleep(pauseMs);
      }
    }
  }

  async #writeOnce(changes: readonly StepChange[], end: RunEnd | null): Promise<void> {
    const written = await this.parts.database.transaction(async (tx) => {
      // Progress is not worth a disk flush: what a crash of the database takes of it is written again with the end.
      if (end === null) await tx.query('SET LOCAL synchronous_commit TO off');
      const news = end === null ? changes : await this.parts.store.unwritten(tx, this.run.validationId, changes);
      const row = await this.parts.store.append(tx, this.run, news, end);
      if (row !== null) await announceChanges(tx, row, news, end);
      return row !== null;
    });
    if (!written) this.#lose();
  }

  #lose(): void {
    this.#lost = true;
    this.parts.onLost();
  }
}
