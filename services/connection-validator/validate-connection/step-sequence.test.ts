import { passwordMailboxSteps } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { stepDeadlineMs } from './step-deadlines.js';
import { RunStopped, StepFailed, StepSequence, type Finding, type StepChange } from './step-sequence.js';

const finding: Finding = { diagnosis: 'connection-refused', serverText: 'no', retryable: true };

function sequence(signal: AbortSignal = new AbortController().signal): { steps: StepSequence; changes: StepChange[] } {
  const changes: StepChange[] = [];
  let now = 0;
  const steps = new StepSequence({
    steps: passwordMailboxSteps,
    record: (change) => changes.push(change),
    diagnose: () => finding,
    signal,
    now: () => (now += 5),
    deadlineMs: stepDeadlineMs,
  });
  return { steps, changes };
}

const statesOf = (changes: StepChange[]): string[] => changes.map(({ stepId, state }) => `${stepId} ${state}`);

describe('StepSequence', () => {
  it('records a step as it starts and as it ends, with the time it took', async () => {
    const { steps, changes } = sequence();
    expect(await steps.run('incoming-resolve', () => Promise.resolve('192.0.2.1'))).toBe('192.0.2.1');
    expect(statesOf(changes)).toEqual(['incoming-resolve running', 'incoming-resolve passed']);
    expect(changes[1]?.elapsedMs).toBe(5);
  });

  it('turns a notice into a warning', async () => {
    const { steps, changes } = sequence();
    await steps.run(
      'incoming-secure',
      () => Promise.resolve(),
      () => 'cleartext',
    );
    expect(changes[1]).toMatchObject({ state: 'warning', notice: 'cleartext' });
  });

  it('records the finding of a step that failed before it throws', async () => {
    const { steps, changes } = sequence();
    const failing = steps.run('incoming-connect', () => Promise.reject(new Error('ECONNREFUSED')));
    await expect(failing).rejects.toBeInstanceOf(StepFailed);
    expect(changes[1]).toMatchObject({ state: 'failed', finding });
  });

  it('skips everything that was not reached', async () => {
    const { steps, changes } = sequence();
    await steps.run('find-settings', () => Promise.resolve());
    await steps.run('incoming-resolve', () => Promise.reject(new Error('x'))).catch(() => undefined);
    changes.length = 0;
    steps.skipRest();
    expect(statesOf(changes)).toEqual(passwordMailboxSteps.slice(2).map((stepId) => `${stepId} skipped`));
  });

  it('calls a step that a cancellation interrupts skipped, not failed', async () => {
    const stop = new AbortController();
    const { steps, changes } = sequence(stop.signal);
    const running = steps.run(
      'incoming-connect',
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    stop.abort(new RunStopped('cancelled'));
    await expect(running).rejects.toBeInstanceOf(RunStopped);
    expect(steps.cancelled).toBe(true);
    steps.skipRest();
    expect(statesOf(changes)).not.toContain('incoming-connect failed');
    expect(statesOf(changes)).toContain('incoming-connect skipped');
  });

  it('records what a step finds while it runs, and ends it with what was found last', async () => {
    const { steps, changes } = sequence();
    const first = { source: 'mx', outcome: 'not-found', elapsedMs: 1 } as const;
    const second = { source: 'srv', outcome: 'found', elapsedMs: 2 } as const;
    await steps.run('find-settings', () => {
      steps.progress('find-settings', { findings: [first] });
      steps.progress('find-settings', { findings: [first, second] });
      return Promise.resolve();
    });
    steps.progress('find-settings', { findings: [] });
    expect(changes.map(({ state, discovery }) => [state, discovery?.findings.length ?? null])).toEqual([
      ['running', null],
      ['running', 1],
      ['running', 2],
      ['passed', 2],
    ]);
    expect(changes.map(({ elapsedMs }) => elapsedMs)).toEqual([0, 5, 10, 15]);
  });

  it('blames the running step for an error from outside', async () => {
    const { steps, changes } = sequence();
    await steps.run('find-settings', () => Promise.resolve());
    steps.failUnexpectedly(new Error('defect'));
    expect(statesOf(changes).at(-1)).toBe('incoming-resolve failed');
  });
});
