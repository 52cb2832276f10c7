import type { Validation } from '@mail-access/contracts';
import type { PortalApi } from '../api/portal-api.js';
import { ApiProblem } from '../api/problem.js';
import { applyChange, changeFrom } from './apply-change.js';

export interface FollowOptions {
  readonly api: Pick<PortalApi, 'getValidation' | 'validationEvents'>;
  readonly validationId: string;
  readonly signal: AbortSignal;
  /** Called with the run as it stands, and again after every change. */
  readonly onRun: (run: Validation) => void;
  /** True when the line to the gateway is broken and being tried again, false when it works again. */
  readonly onInterrupted: (interrupted: boolean) => void;
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const firstPauseMs = 500;
const longestPauseMs = 8_000;

/**
 * Follows a run to its end, whenever the reader came in and however often the line breaks: the run as it stands first,
 * then its events from there. Throws `ApiProblem` only for what trying again cannot change.
 */
export async function followValidation(options: FollowOptions): Promise<void> {
  const pause = options.pause ?? pauseFor;
  let failures = 0;
  while (!options.signal.aborted) {
    let revision = -1;
    try {
      const finished = await followOnce(options, (run) => {
        // Only news shows that the line works: a gateway that answers and drops at once is tried more and more slowly.
        if (revision >= 0 && run.revision > revision) failures = 0;
        revision = run.revision;
        options.onInterrupted(false);
        options.onRun(run);
      });
      if (finished) return;
    } catch (error) {
      if (options.signal.aborted) return;
      if (error instanceof ApiProblem && error.kind !== 'unreachable' && error.kind !== 'failed') throw error;
    }
    failures += 1;
    if (failures > 1) options.onInterrupted(true);
    await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)), options.signal);
  }
}

async function followOnce(options: FollowOptions, onRun: (run: Validation) => void): Promise<boolean> {
  const { api, validationId, signal } = options;
  let run = await api.getValidation(validationId, signal);
  onRun(run);
  if (run.state !== 'running') return true;
  for await (const event of api.validationEvents(validationId, String(run.revision), signal)) {
    const change = changeFrom(event);
    if (change === null) continue;
    const next = applyChange(run, change);
    if (next !== run) onRun(next);
    run = next;
    if (run.state !== 'running') return true;
  }
  return false;
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    // Spread, so that the pages of many subscribers do not come back in one beat after an outage.
    const timer = setTimeout(end, milliseconds * (0.75 + Math.random() / 2));
    signal.addEventListener('abort', end);
  });
}
