import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { endOnCrash } from './end-on-crash.js';

class FakeProcess extends EventEmitter {
  readonly printed: string[] = [];
  readonly exits: number[] = [];
  readonly stderr = { write: (text: string) => this.printed.push(text) };

  exit(code: number): void {
    this.exits.push(code);
  }
}

it('says what crashed without the properties of the error, and ends', () => {
  const crashing = new FakeProcess();
  endOnCrash(crashing);
  const error = Object.assign(new Error('no row'), {
    code: '23505',
    parameters: ['hunter2'],
    reply: { text: 'hunter2' },
  });
  crashing.emit('uncaughtException', error);
  expect(crashing.exits).toEqual([1]);
  expect(JSON.parse(crashing.printed.join())).toMatchObject({ event: 'process-crashed', err: { code: '23505' } });
  expect(crashing.printed.join()).not.toContain('hunter2');
});
