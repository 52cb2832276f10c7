import type { Attempt, Phase } from './attempt.js';
import { isDriverFailure } from './driver-failure.js';
import { failureOf } from './failure-of.js';

/** Runs `work` as a phase of the attempt: whatever it throws leaves as a `DriverFailure` of that phase. */
export function inPhase<T>(attempt: Attempt, phase: Phase, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return attempt.phase(phase, (signal) => stamped(phase, signal, work));
}

/** Runs `work` of a session: whatever it throws leaves as a `DriverFailure` of phase `use`. */
export function inUse<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return stamped('use', signal, work);
}

async function stamped<T>(
  phase: Phase | 'use',
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await work(signal);
  } catch (error) {
    const failure = failureOf(error, signal);
    throw isDriverFailure(failure) ? failure.inPhase(phase) : failure;
  }
}
