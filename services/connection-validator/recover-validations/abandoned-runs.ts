import { stepsOf, type StepId } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import { RecurringWork } from '../recurring-work.js';
import { announceChanges } from '../validate-connection/finish-run.js';
import type { Finding, StepChange } from '../validate-connection/step-sequence.js';
import type { ValidationChangeRow } from '../validation/validation-change.entity.js';
import type { ValidationStore } from '../validation/validation-store.js';

const intervalMs = 1_000;
/** In one pass, so that a pass ends. */
const mostRuns = 500;
const abandoned: Finding = { diagnosis: 'internal', serverText: null, retryable: true };

/** The end of a run whose process died: what was running failed, the rest was not reached. */
export function changesOfAbandonment(steps: readonly StepId[], changes: readonly ValidationChangeRow[]): StepChange[] {
  const last = new Map(changes.map((change) => [change.stepId, change]));
  const open = steps.filter((stepId) => {
    const state = last.get(stepId)?.state;
    return state === undefined || state === 'running';
  });
  const interrupted = open.find((stepId) => last.get(stepId)?.state === 'running') ?? open[0];
  return open.map((stepId) => ({
    stepId,
    state: stepId === interrupted ? 'failed' : 'skipped',
    elapsedMs: 0,
    finding: stepId === interrupted ? abandoned : null,
    notice: null,
    discovery: last.get(stepId)?.discovery ?? null,
  }));
}

/** Ends runs whose process went silent, so that none is `running` for ever. Every replica does it; rows are claimed. */
export class AbandonedRuns {
  readonly #recurring: RecurringWork;

  constructor(
    private readonly parts: { database: Database; store: ValidationStore; logger: Logger; instanceId: string },
  ) {
    this.#recurring = new RecurringWork({
      pauseMs: intervalMs,
      work: () => this.endOnce(),
      onError: (error) => parts.logger.warn('abandoned-validations-not-ended', { err: error }),
    });
  }

  start(): void {
    this.#recurring.start();
  }

  stop(): Promise<void> {
    return this.#recurring.stop();
  }

  /** One pass. A run that cannot be ended is left for the next pass, and stands in no other's way. */
  async endOnce(): Promise<void> {
    const seen: string[] = [];
    while (seen.length < mostRuns && (await this.#endNext(seen)));
  }

  /** Ends one run: claim, changes, end and events are one transaction. Adds it to `seen`; false when there is none left. */
  async #endNext(seen: string[]): Promise<boolean> {
    const { database, store, logger, instanceId } = this.parts;
    // A name of its own: a run of the same id that this very process still believes in must find itself lost.
    const owner = `recovery-of-${instanceId}`;
    let validationId: string | undefined;
    try {
      await database.transaction(async (tx) => {
        const run = await store.claimAbandoned(tx, owner, seen);
        validationId = run?.validationId;
        if (run === null) return;
        const changes = changesOfAbandonment(stepsOf(run.settings), await store.changesOf(run.validationId));
        const row = await store.append(tx, { validationId: run.validationId, owner }, changes, 'failed');
        if (row !== null) await announceChanges(tx, row, changes, 'failed');
      });
    } catch (error) {
      if (validationId === undefined) throw error;
      logger.error('abandoned-validation-not-ended', { err: error, validationId });
      seen.push(validationId);
      return true;
    }
    if (validationId === undefined) return false;
    logger.warn('validation-abandoned', { validationId });
    seen.push(validationId);
    return true;
  }
}
