import type { Logger } from '@mail-access/observability';
import { acrossTenants, type Database } from '@mail-access/persistence';
import { recordAudit } from './record.js';

/** A refusal that is only counted. */
interface Counted {
  /** `verb-noun` of the request. */
  readonly request: string;
  /** A word of ours: the code of the refusal, or why. */
  readonly outcome: string;
  readonly caller: string | undefined;
}

interface Count extends Counted {
  refused: number;
}

/**
 * Refusals that anybody can cause as often as they like: the audit grows by a line a minute, replica, outcome and caller, which
 * says how many there were (`reveal-credential:too-many-reveals:137`) and stands under no tenant: who asked may have invented one.
 * A crash loses the numbers of its last minute.
 */
export class RefusalTally {
  #timer: NodeJS.Timeout | undefined;
  #turns = Promise.resolve();
  readonly #counts = new Map<string, Count>();
  readonly #seen = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly everyMs = 60_000,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.#look(), this.everyMs);
    this.#timer.unref();
  }

  /** Writes down what was counted last. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#look();
    await this.#turns;
  }

  count({ request, outcome, caller }: Counted, refused = 1): void {
    const key = `${request} ${outcome} ${caller ?? ''}`;
    const count = this.#counts.get(key) ?? { request, outcome, caller, refused: 0 };
    count.refused += refused;
    this.#counts.set(key, count);
  }

  /** Whether it is the first of whoever `by` names since the last line: further ones are counted. */
  isFirst(by: string, counted: Counted): boolean {
    const key = `${counted.request} ${counted.outcome} ${by}`;
    const isFirst = !this.#seen.has(key);
    if (isFirst) this.#seen.add(key);
    else this.count(counted);
    return isFirst;
  }

  #look(): void {
    this.#turns = this.#turns.then(() => this.#turn());
  }

  async #turn(): Promise<void> {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    this.#seen.clear();
    if (counts.length === 0) return;
    try {
      await acrossTenants(this.database, async (tx) => {
        for (const { request, outcome, caller, refused } of counts)
          await recordAudit(tx, { action: 'refusal', caller, outcome: `${request}:${outcome}:${refused}` });
      });
    } catch (error) {
      for (const { refused, ...counted } of counts) this.count(counted, refused);
      this.logger.warn('refusals-not-told', { err: error });
    }
  }
}
