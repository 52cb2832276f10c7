import { validationFinished, validationStepChanged } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { sampleIds } from '../scripted/sample-settings.js';
import { ScriptedBus } from '../scripted/scripted-bus.js';
import { Bell } from './bell.js';
import { StreamSlots } from './stream-slots.js';
import { WakeUps } from './wake-ups.js';

const other = 'b1e0c1f4-52c2-4c53-a4c5-7c1f3d0c9a22';

function stepOf(validationId: string) {
  return { ...sampleIds, validationId, revision: 1, stepId: 'find-settings', state: 'running' } as const;
}

describe('wake-ups', () => {
  it('reach those who follow the validation, until they stop', () => {
    const bus = new ScriptedBus();
    const wakeUps = new WakeUps(bus);
    const heard: string[] = [];
    const stops = ['one', 'two'].map((name) => wakeUps.listen(sampleIds.validationId, () => heard.push(name)));
    bus.publishes(validationStepChanged, stepOf(other));
    bus.publishes(validationStepChanged, stepOf(sampleIds.validationId));
    stops[0]?.();
    bus.publishes(validationFinished, { ...sampleIds, revision: 2, state: 'passed' });
    expect(heard).toEqual(['one', 'two', 'two']);
  });
});

describe('a bell', () => {
  it('keeps a ring for who comes later, once', async () => {
    const bell = new Bell();
    const never = new AbortController().signal;
    bell.ring();
    bell.ring();
    await bell.wait(60_000, never);
    const startedAt = performance.now();
    await bell.wait(30, never);
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });

  it('lets go of who is told to leave', async () => {
    const leaving = new AbortController();
    const waiting = new Bell().wait(60_000, leaving.signal);
    leaving.abort();
    await waiting;
    await new Bell().wait(60_000, leaving.signal);
  });
});

describe('slots of streams', () => {
  it('are given back once', () => {
    const slots = new StreamSlots(1, 2);
    const release = slots.take('acme', 'ada');
    expect(() => slots.take('acme', 'ada')).toThrow('too-many-streams');
    release();
    release();
    slots.take('acme', 'ada');
    slots.take('acme', 'grace');
    expect(() => slots.take('acme', 'joan')).toThrow('service-unavailable');
  });
});
