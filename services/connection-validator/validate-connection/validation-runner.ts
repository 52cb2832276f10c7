import { Refusal, stepsOf, type ManualSettings, type RequestContract } from '@mail-access/contracts';
import { inSpan, type Logger } from '@mail-access/observability';
import type { Database, Notifications } from '@mail-access/persistence';
import { serversOf } from '../validation/found-settings.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import { leaseSeconds, wakeChannel, type RunEnd, type ValidationStore } from '../validation/validation-store.js';
import { diagnoseFailure } from './diagnose-failure.js';
import { RunJournal } from './run-journal.js';
import { runDeadlineMs, stepDeadlineMs } from './step-deadlines.js';
import { RunStopped, StepFailed, StepSequence } from './step-sequence.js';

const heartbeatMs = (leaseSeconds * 1_000) / 4;

/** What a run does between its first and its last step. */
export type Proof = (run: ValidationRow, steps: StepSequence) => Promise<void>;

/** A proof for a runner whose runs are all of manual settings. */
export type ManualProof = (run: ValidationRow & { settings: ManualSettings }, steps: StepSequence) => Promise<void>;

interface RunningValidation {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  /** When the lease was last known to be ours, in milliseconds of the monotonic clock. */
  renewedAt: number;
}

interface RunnerParts {
  readonly database: Database;
  readonly store: ValidationStore;
  readonly notifications: Notifications;
  readonly logger: Logger;
  /** A method, so that a proof of fewer kinds of runs fits a runner that meets no others. */
  prove(...args: Parameters<Proof>): Promise<void>;
  /** Names this process in the leases of its runs. */
  readonly instanceId: string;
  /** Runs at a time in this process. */
  readonly maxRuns: number;
}

/** Runs validations in this process: bounded in number, under one deadline each, stopped at once when asked. */
export class ValidationRunner {
  readonly #running = new Map<string, RunningValidation>();
  readonly #unlisten: () => void;

  constructor(private readonly parts: RunnerParts) {
    this.#unlisten = parts.notifications.listen(wakeChannel, (validationId) => {
      // Without a payload: the listener was away, and any of the runs may have been meant.
      for (const id of validationId === '' ? this.#running.keys() : [validationId]) void this.#checkLease(id);
    });
  }

  get instanceId(): string {
    return this.parts.instanceId;
  }

  /** @throws Refusal `overloaded` when this process has as many runs as it accepts */
  assertCapacity(contract: RequestContract): void {
    if (this.#running.size >= this.parts.maxRuns) throw new Refusal(contract, 'overloaded', {});
  }

  /** Starts a run that was inserted with this process as its owner. Starting it twice is starting it once. Resolves when it is over; never rejects. */
  start(run: ValidationRow): Promise<void> {
    const known = this.#running.get(run.validationId);
    if (known !== undefined) return known.done;
    const stop = new AbortController();
    const done = this.#run(run, stop).finally(() => this.#running.delete(run.validationId));
    this.#running.set(run.validationId, { stop, done, renewedAt: performance.now() });
    return done;
  }

  /** Lets runs end by themselves for `graceMs`, then ends the others as `internal`. */
  async close(graceMs: number): Promise<void> {
    const all = (): Promise<unknown> => Promise.allSettled([...this.#running.values()].map((run) => run.done));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([all(), new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))]);
    clearTimeout(timer);
    for (const run of this.#running.values()) run.stop.abort(new RunStopped('shutdown'));
    await all();
    this.#unlisten();
  }

  async #run(run: ValidationRow, stop: AbortController): Promise<void> {
    const key = { validationId: run.validationId, owner: this.parts.instanceId };
    const journal = new RunJournal(key, { ...this.parts, onLost: () => stop.abort(new RunStopped('lost')) });
    const steps = new StepSequence({
      steps: stepsOf(run.settings),
      record: (change) => journal.record(change),
      diagnose: (error, stepId) =>
        diagnoseFailure(error, { stepId, servers: serversOf(run), logger: this.parts.logger }),
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(runDeadlineMs)]),
      now: () => performance.now(),
      deadlineMs: stepDeadlineMs,
    });
    const heartbeat = setInterval(() => void this.#checkLease(run.validationId), heartbeatMs);
    try {
      const end = await inSpan('validation.run', { attributes: { 'validation.id': run.validationId } }, () =>
        this.#prove(run, steps, stop.signal),
      );
      await journal.finish(end);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #prove(run: ValidationRow, steps: StepSequence, stop: AbortSignal): Promise<RunEnd> {
    try {
      await this.parts.prove(run, steps);
      steps.skipRest();
      return 'passed';
    } catch (error) {
      const reason: unknown = stop.reason;
      if (!stop.aborted && !(error instanceof StepFailed)) steps.failUnexpectedly(error);
      if (reason instanceof RunStopped && reason.why === 'shutdown') steps.failUnexpectedly(reason);
      steps.skipRest();
      return reason instanceof RunStopped && reason.why === 'cancelled' ? 'cancelled' : 'failed';
    }
  }

  /** Renews the lease of a run of ours and obeys what it learns. Without an answer for a whole lease the run is lost. */
  async #checkLease(validationId: string): Promise<void> {
    const running = this.#running.get(validationId);
    if (running === undefined) return;
    const asOf = performance.now();
    try {
      const lease = await this.parts.store.renewLease({ validationId, owner: this.parts.instanceId });
      if (lease === 'held') running.renewedAt = asOf;
      if (lease === 'cancel-requested') running.stop.abort(new RunStopped('cancelled'));
      if (lease === 'lost') running.stop.abort(new RunStopped('lost'));
    } catch (error) {
      this.parts.logger.warn('validation-lease-not-renewed', { err: error, validationId });
      if (asOf - running.renewedAt > leaseSeconds * 1_000) running.stop.abort(new RunStopped('lost'));
    }
  }
}
