import { passwordMailboxSteps } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import type { ValidationChangeRow } from '../validation/validation-change.entity.js';
import { changesOfAbandonment } from './abandoned-runs.js';

function change(stepId: ValidationChangeRow['stepId'], state: ValidationChangeRow['state']): ValidationChangeRow {
  return {
    validationId: 'v',
    revision: 1,
    stepId,
    state,
    elapsedMs: 1,
    diagnosis: null,
    notice: null,
    serverText: null,
    retryable: null,
    retryAt: null,
    discovery: null,
    happenedAt: new Date(0),
  };
}

describe('changesOfAbandonment', () => {
  it('fails the step that ran, as internal and worth another try, and skips the rest', () => {
    const changes = changesOfAbandonment(passwordMailboxSteps, [
      change('find-settings', 'running'),
      change('find-settings', 'passed'),
      change('incoming-resolve', 'running'),
    ]);
    expect(changes[0]).toMatchObject({
      stepId: 'incoming-resolve',
      state: 'failed',
      finding: { diagnosis: 'internal', retryable: true },
    });
    expect(changes.slice(1).every(({ state, finding }) => state === 'skipped' && finding === null)).toBe(true);
    expect(changes.map(({ stepId }) => stepId)).toEqual(passwordMailboxSteps.slice(1));
  });

  it('fails the first step of a run that never began', () => {
    expect(changesOfAbandonment(passwordMailboxSteps, [])[0]).toMatchObject({
      stepId: 'find-settings',
      state: 'failed',
    });
  });
});
