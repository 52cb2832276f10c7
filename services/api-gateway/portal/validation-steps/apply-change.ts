import type { Validation, ValidationStep } from '@mail-access/contracts';
import type { StreamEvent } from '../api/event-stream.js';

export type RunChange =
  | { readonly type: 'step'; readonly revision: number; readonly step: ValidationStep }
  | { readonly type: 'finished'; readonly revision: number; readonly state: Validation['state'] };

/** A change out of an event, or null for an event that this page does not know: the next snapshot will tell. */
export function changeFrom(event: StreamEvent): RunChange | null {
  if (event.type !== 'step' && event.type !== 'finished') return null;
  try {
    const data = JSON.parse(event.data) as { revision?: number; step?: ValidationStep; state?: Validation['state'] };
    const revision = data.revision ?? Number(event.lastEventId);
    if (!Number.isFinite(revision)) return null;
    if (event.type === 'step') return data.step === undefined ? null : { type: 'step', revision, step: data.step };
    return data.state === undefined ? null : { type: 'finished', revision, state: data.state };
  } catch {
    return null;
  }
}

/** The run after a change. A change that the run already holds (a replay) leaves it as it is. */
export function applyChange(run: Validation, change: RunChange): Validation {
  if (change.revision <= run.revision) return run;
  if (change.type === 'finished') return { ...run, revision: change.revision, state: change.state };
  const { step } = change;
  const known = run.steps.some(({ id }) => id === step.id);
  const steps = known ? run.steps.map((each) => (each.id === step.id ? step : each)) : [...run.steps, step];
  return { ...run, revision: change.revision, steps };
}
