import type { Validation, ValidationStep } from '@mail-access/contracts';
import { expect, it } from 'vitest';
import type { StreamEvent } from '../api/event-stream.js';
import { ApiProblem } from '../api/problem.js';
import { followValidation } from './follow-validation.js';

const step = (id: ValidationStep['id'], state: ValidationStep['state']): ValidationStep => ({
  id,
  title: id,
  state,
  elapsedMs: 0,
});
const run = (revision: number, state: Validation['state'], steps: ValidationStep[] = []): Validation => ({
  validationId: 'v',
  connectionId: 'c',
  state,
  startedAt: '2026-11-22T12:00:00Z',
  revision,
  steps,
});
const stepEvent = (revision: number, value: ValidationStep): StreamEvent => ({
  type: 'step',
  data: JSON.stringify(value),
  lastEventId: String(revision),
});
const finishedEvent = (revision: number): StreamEvent => ({
  type: 'finished',
  data: JSON.stringify({ validationId: 'v', state: 'passed' }),
  lastEventId: String(revision),
});

type Reading = Validation | Error;

/** Follows a run whose readings and streams are scripted; a stream ends after its events, or throws a last `Error`. */
async function follow(readings: Reading[], streams: (StreamEvent | Error)[][]) {
  const seen: string[] = [];
  const asked: string[] = [];
  const pauses: number[] = [];
  const interruptions: boolean[] = [];
  const stop = new AbortController();
  await followValidation({
    validationId: 'v',
    signal: stop.signal,
    onRun: ({ revision, state }) => seen.push(`${revision} ${state}`),
    onInterrupted: (interrupted) => interruptions.push(interrupted),
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      if (pauses.length > 8) stop.abort();
    },
    api: {
      async getValidation() {
        const reading = readings.length > 1 ? readings.shift() : readings[0];
        if (reading === undefined) throw new Error('no reading is scripted');
        if (reading instanceof Error) throw reading;
        return reading;
      },
      async *validationEvents(_, lastEventId) {
        asked.push(lastEventId);
        for (const event of streams.shift() ?? []) {
          if (event instanceof Error) throw event;
          yield event;
        }
      },
    },
  });
  return { seen, asked, pauses, interruptions };
}

it('reads a run that is over and asks for nothing more', async () => {
  const { seen, asked } = await follow([run(9, 'passed')], []);
  expect(seen).toEqual(['9 passed']);
  expect(asked).toEqual([]);
});

it('follows the events from where the run stands, and ignores a replay of what it has', async () => {
  const events = [
    stepEvent(4, step('find-settings', 'passed')),
    stepEvent(5, step('incoming-resolve', 'running')),
    { type: 'news', data: '{}', lastEventId: '6' },
    { type: 'step', data: 'not JSON', lastEventId: '7' },
    finishedEvent(8),
  ];
  const { seen, asked } = await follow([run(4, 'running')], [events]);
  expect(asked).toEqual(['4']);
  expect(seen).toEqual(['4 running', '5 running', '8 passed']);
});

it('comes back after a line that broke, at first soon, then more and more slowly, and says so', async () => {
  const gone = new ApiProblem('unreachable');
  const readings = [run(1, 'running'), gone, gone, run(6, 'passed')];
  const { seen, pauses, interruptions } = await follow(readings, [[new Error('the line broke')]]);
  expect(seen).toEqual(['1 running', '6 passed']);
  expect(pauses).toEqual([500, 1_000, 2_000]);
  expect(interruptions).toEqual([false, true, true, false]);
});

it('starts the back-off anew after news', async () => {
  const streams = [[stepEvent(2, step('find-settings', 'passed'))], [stepEvent(3, step('find-settings', 'passed'))]];
  const readings = [run(1, 'running'), run(2, 'running'), run(3, 'running'), run(4, 'passed')];
  expect((await follow(readings, streams)).pauses.slice(0, 2)).toEqual([500, 500]);
});

it('never waits longer than eight seconds', async () => {
  const { pauses } = await follow([new ApiProblem('unreachable')], []);
  expect(Math.max(...pauses)).toBe(8_000);
});

it.each(['signed-out', 'not-found', 'not-entitled'] as const)('gives up at %s', async (kind) => {
  await expect(follow([new ApiProblem(kind)], [])).rejects.toMatchObject({ kind });
});
