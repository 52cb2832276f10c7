import type { Validation, ValidationStep } from '@mail-access/contracts';
import type { StreamEvent } from '../api/event-stream.js';

export type RunChange =
  | { readonly type: 'step'; readonly revision: number; readonly step: ValidationStep }
  | { readonly type: 'finished'; readonly revision: number; readonly state: Validation['state'] };

/**
 * A change out of an event: `step` carries the step, `finished` the state, and the id is the revision. Null for an
 * event that this page does not know: the next reading of the run will tell.
 */
export function changeFrom(event: StreamEvent): RunChange | null {
  const revision = Number(event.lastEventId);
  if (event.lastEventId === '' || !Number.isInteger(revision)) return null;
  try {
    const data: unknown = JSON.parse(event.data);
    if (event.type === 'step') return { type: 'step', revision, step: data as ValidationStep };
    if (event.type === 'finished') {
      return { type: 'finished', revision, state: (data as Pick<Validation, 'state'>).state };
    }
    return null;
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
