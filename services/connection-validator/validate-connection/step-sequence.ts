import { type Diagnosis, type StepId, type StepState } from '@mail-access/contracts';
import { inSpan, recordStep } from '@mail-access/observability';
import type { Notice } from '@mail-access/wording';
import type { DiscoverySoFar } from '../validation/discovery-so-far.js';

/** What a step found wrong, ready to be told. */
export interface Finding {
  readonly diagnosis: Diagnosis;
  /** What the server said, cleaned of secrets. */
  readonly serverText: string | null;
  /** Whether trying again without changing anything can help. */
  readonly retryable: boolean;
  /** From when another try is worth it, where that is known. */
  readonly retryAt?: Date;
}

/** A step as it became. */
export interface StepChange {
  readonly stepId: StepId;
  readonly state: Exclude<StepState, 'pending'>;
  readonly elapsedMs: number;
  readonly finding: Finding | null;
  readonly notice: Notice | null;
  /** What a step that looks for settings has found so far. */
  readonly discovery: DiscoverySoFar | null;
}

/** Thrown out of a step that failed, once the failure is recorded. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  constructor(
    readonly stepId: StepId,
    readonly finding: Finding,
    options: { cause: unknown },
  ) {
    super(`${stepId} failed: ${finding.diagnosis}`, options);
  }
}

interface StepSequenceParts {
  /** The steps of this run, in order. */
  readonly steps: readonly StepId[];
  /** Called in order for each change; must not throw and must not block. */
  readonly record: (change: StepChange) => void;
  readonly diagnose: (error: unknown, stepId: StepId) => Finding;
  /** Aborts the running step: the run was cancelled, or its deadline passed. */
  readonly signal: AbortSignal;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** The longest each step may take, in milliseconds. */
  readonly deadlineMs: Readonly<Record<StepId, number>>;
}

/** The steps of one run: each is recorded as it starts and as it ends, under its own deadline, in a span of its own. */
export class StepSequence {
  readonly #parts: StepSequenceParts;
  readonly #ended = new Set<StepId>();
  readonly #startedAt = new Map<StepId, number>();
  readonly #discoveries = new Map<StepId, DiscoverySoFar>();
  #running: StepId | null = null;

  constructor(parts: StepSequenceParts) {
    this.#parts = parts;
  }

  /**
   * Runs one step. `notice` looks at the result and says whether it passed with a warning.
   *
   * @throws StepFailed, after the failure was recorded
   */
  async run<T>(
    stepId: StepId,
    work: (signal: AbortSignal) => Promise<T>,
    notice: (result: T) => Notice | null = () => null,
  ): Promise<T> {
    this.#startedAt.set(stepId, this.#parts.now());
    const elapsedMs = (): number => this.#elapsedMs(stepId);
    this.#change(stepId, 'running', 0);
    return inSpan(`validation.step ${stepId}`, { attributes: { 'validation.step': stepId } }, async (span) => {
      const deadline = AbortSignal.timeout(this.#parts.deadlineMs[stepId]);
      try {
        const result = await work(AbortSignal.any([this.#parts.signal, deadline]));
        const found = notice(result);
        this.#change(stepId, found === null ? 'passed' : 'warning', elapsedMs(), { notice: found });
        return result;
      } catch (error) {
        if (error instanceof StepFailed || this.cancelled) throw error;
        const finding = this.#parts.diagnose(error, stepId);
        span.setAttribute('validation.diagnosis', finding.diagnosis);
        this.#change(stepId, 'failed', elapsedMs(), { finding });
        throw new StepFailed(stepId, finding, { cause: error });
      }
    });
  }

  /**
   * Records what a step that looks for settings has found so far; its end carries what was recorded last. A step that
   * ended is left as it is: what a source still says after a cancellation changes nothing.
   */
  progress(stepId: StepId, discovery: DiscoverySoFar): void {
    if (this.#ended.has(stepId)) return;
    this.#discoveries.set(stepId, discovery);
    this.#change(stepId, 'running', this.#elapsedMs(stepId));
  }

  /** Marks a step that is not needed, as a sign-in at a server that wants none. */
  skip(stepId: StepId): void {
    this.#change(stepId, 'skipped', 0);
  }

  /** Records an error from outside the steps at the step that runs, or at the first that has not ended. */
  failUnexpectedly(error: unknown): void {
    const stepId = this.#running ?? this.#parts.steps.find((step) => !this.#ended.has(step));
    if (stepId !== undefined) this.#change(stepId, 'failed', 0, { finding: this.#parts.diagnose(error, stepId) });
  }

  /** Marks everything that did not end: what was not reached, and what a cancellation interrupted. */
  skipRest(): void {
    for (const stepId of this.#parts.steps) if (!this.#ended.has(stepId)) this.skip(stepId);
  }

  /** True when somebody asked to stop; a deadline that passed is a failure, not a cancellation. */
  get cancelled(): boolean {
    return this.#parts.signal.aborted && this.#parts.signal.reason instanceof RunStopped;
  }

  #elapsedMs(stepId: StepId): number {
    const now = this.#parts.now();
    return Math.round(now - (this.#startedAt.get(stepId) ?? now));
  }

  #change(
    stepId: StepId,
    state: StepChange['state'],
    elapsedMs: number,
    detail: { finding?: Finding; notice?: Notice | null } = {},
  ): void {
    const { finding = null, notice = null } = detail;
    const discovery = this.#discoveries.get(stepId) ?? null;
    this.#parts.record({ stepId, state, elapsedMs, finding, notice, discovery });
    this.#running = state === 'running' ? stepId : null;
    if (state === 'running') return;
    this.#ended.add(stepId);
    recordStep({ step: stepId, state, durationMs: elapsedMs, ...(finding && { diagnosis: finding.diagnosis }) });
  }
}

/** The reason of an abort that is not a failure of the mailbox. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  /** `cancelled`: the subscriber asked. `lost`: this process may no longer write. `shutdown`: the process ends. */
  constructor(readonly why: 'cancelled' | 'lost' | 'shutdown') {
    super(`the run was stopped: ${why}`);
  }
}
