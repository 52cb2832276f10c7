import type { StepFinding, ValidationStep } from '@mail-access/contracts';
import { expect, it } from 'vitest';
import { enCA } from '../wording/en-CA.js';
import { type Said, sayProgress } from './say-progress.js';

const ids = ['find-settings', 'incoming-resolve', 'incoming-connect', 'incoming-secure'] as const;
const steps = (...states: ValidationStep['state'][]): ValidationStep[] =>
  states.map((state, index) => ({
    id: ids[index] ?? 'find-settings',
    title: `Title ${index + 1}`,
    state,
    elapsedMs: 0,
    ...(state === 'failed' ? { message: 'It was refused.' } : {}),
  }));
const nothing: Said = new Map();

it('says nothing of steps that wait or were not run', () => {
  expect(sayProgress(steps('pending', 'skipped'), nothing, enCA).sentence).toBe('');
});

it('makes one sentence of steps that passed together', () => {
  expect(sayProgress(steps('passed', 'passed', 'passed'), nothing, enCA).sentence).toBe('Steps 1 to 3 passed.');
});

it('names a step that takes its time, and later only how it ended', () => {
  const first = sayProgress(steps('passed', 'running'), nothing, enCA);
  expect(first.sentence).toBe('Step passed: Title 1. In progress: Title 2.');
  expect(sayProgress(steps('passed', 'running'), first.said, enCA).sentence).toBe('');
  expect(sayProgress(steps('passed', 'passed'), first.said, enCA).sentence).toBe('Step passed: Title 2.');
});

it('says what is wrong with a step that failed', () => {
  const { sentence } = sayProgress(steps('passed', 'failed', 'skipped'), nothing, enCA);
  expect(sentence).toBe('Step passed: Title 1. Title 2: failed. It was refused.');
});

it('says of a search only what it found, once, and nothing of it when it has ended', () => {
  const finding = (source: StepFinding['source'], outcome: StepFinding['outcome']): StepFinding => ({
    source,
    outcome,
    elapsedMs: 5,
    text: `${source}: ${outcome}.`,
  });
  const looking = (...findings: StepFinding[]): ValidationStep[] => [
    { id: 'find-settings', title: 'Title 1', state: 'running', elapsedMs: 0, discovery: { findings } },
  ];
  const first = sayProgress(looking(finding('mx', 'not-found')), nothing, enCA);
  expect(first.sentence).toBe('In progress: Title 1.');
  const more = looking(finding('mx', 'not-found'), finding('srv', 'found'), finding('ispdb', 'timed-out'));
  const second = sayProgress(more, first.said, enCA);
  expect(second.sentence).toBe('srv: found.');
  expect(sayProgress(more, second.said, enCA).sentence).toBe('');
  const ended = more.map((step) => ({ ...step, state: 'passed' as const }));
  expect(sayProgress(ended, second.said, enCA).sentence).toBe('Step passed: Title 1.');
});
