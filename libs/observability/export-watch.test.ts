import { ExportResultCode } from '@opentelemetry/core';
import { expect, it } from 'vitest';
import { ExportWatch } from './export-watch.js';
import { createLogger } from './logger.js';

const minute = 60_000;

function watching() {
  const said: string[] = [];
  const write = (line: string) => {
    const { event, signal } = JSON.parse(line) as { event: string; signal: string };
    said.push(`${signal}: ${event}`);
  };
  let time = 0;
  const watch = new ExportWatch(createLogger({ service: 'tested', level: 'info', destination: { write } }), () => time);
  const send = (signal: 'traces' | 'metrics', answer: 'taken' | 'refused' | 'thrown') => {
    const exporter = {
      export: (_: null, done: (result: { code: ExportResultCode }) => void) => {
        if (answer === 'thrown') throw new Error('broken');
        done({ code: answer === 'taken' ? ExportResultCode.SUCCESS : ExportResultCode.FAILED });
      },
    };
    let passedOn: ExportResultCode | undefined;
    watch.through(exporter, signal, null, ({ code }) => (passedOn = code));
    expect(passedOn).toBe(ExportResultCode.SUCCESS);
  };
  return { said, send, wait: (ms: number) => (time += ms) };
}

it('says nothing while the collector takes everything', () => {
  const { said, send } = watching();
  send('traces', 'taken');
  expect(said).toEqual([]);
});

it('says once that a signal fails, however often, and once that it recovered', () => {
  const { said, send } = watching();
  for (const answer of ['refused', 'thrown', 'refused', 'taken', 'taken'] as const) send('traces', answer);
  expect(said).toEqual(['traces: telemetry-export-failed', 'traces: telemetry-export-recovered']);
});

it('keeps the signals apart: a collector that takes traces only is told of once', () => {
  const { said, send } = watching();
  for (let round = 0; round < 10; round += 1) {
    send('traces', 'taken');
    send('metrics', 'refused');
  }
  expect(said).toEqual(['metrics: telemetry-export-failed']);
});

it('speaks of a collector that comes and goes every five minutes at most', () => {
  const { said, send, wait } = watching();
  for (let round = 0; round < 20; round += 1) {
    send('traces', 'refused');
    send('traces', 'taken');
    wait(minute / 2);
  }
  expect(said.filter((line) => line.endsWith('failed'))).toHaveLength(2);
});
