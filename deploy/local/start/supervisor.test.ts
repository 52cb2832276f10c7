import { expect, it } from 'vitest';
import { Supervised } from './supervisor.js';
import type { Running } from './supervisor.js';

it('starts again what ended by itself', async () => {
  const processes = new Processes();
  const one = await Supervised.start('one', processes.launch, processes.events);
  processes.crash(1);
  await expect.poll(() => one.current.pid).toBe(2);
  expect(processes.heard).toEqual(['one ended (SIGKILL), again in 250 ms', 'one runs as 2']);
  await one.stop();
});

it('waits longer before each start that fails', async () => {
  const processes = new Processes();
  const one = await Supervised.start('one', processes.launch, processes.events);
  processes.refuse(1);
  processes.crash(1);
  await expect.poll(() => one.current.pid, { timeout: 3_000 }).toBe(2);
  expect(processes.heard).toEqual([
    'one ended (SIGKILL), again in 250 ms',
    'one ended (refused), again in 500 ms',
    'one runs as 2',
  ]);
  await one.stop();
});

it('does not start again what it stopped, nor what ends while it stops', async () => {
  const processes = new Processes();
  const one = await Supervised.start('one', processes.launch, processes.events);
  processes.crash(1);
  await one.stop();
  expect(processes.started).toBe(1);
});

it('fails when the first start does', async () => {
  const processes = new Processes();
  processes.refuse(1);
  await expect(Supervised.start('one', processes.launch, processes.events)).rejects.toThrow('refused');
});

/** Processes that exist in this test only. */
class Processes {
  started = 0;
  readonly heard: string[] = [];
  readonly #crashes = new Map<number, () => void>();
  #refusals = 0;

  readonly launch = (): Promise<Running> => {
    if (this.#refusals-- > 0) return Promise.reject(new Error('refused'));
    const pid = ++this.started;
    let stop = (): void => undefined;
    const ended = new Promise<{ code: null; signal: NodeJS.Signals }>((resolve) => {
      this.#crashes.set(pid, () => resolve({ code: null, signal: 'SIGKILL' }));
      stop = () => resolve({ code: null, signal: 'SIGTERM' });
    });
    return Promise.resolve({ pid, ended, stop: () => Promise.resolve(stop()) });
  };

  readonly events = {
    ended: (name: string, how: string, delayMs: number) => {
      this.heard.push(`${name} ended (${how}), again in ${delayMs} ms`);
    },
    restarted: (name: string, pid: number) => {
      this.heard.push(`${name} runs as ${pid}`);
    },
  };

  crash(pid: number): void {
    this.#crashes.get(pid)?.();
  }

  refuse(times: number): void {
    this.#refusals = times;
  }
}
