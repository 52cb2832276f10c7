import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any answer of ours takes. */
const longestAnswerMs = 15_000;

/** How the gateway ends: it says so to every part, answers what is under way, and then lets go of the connections. */
export class Drain {
  readonly #controller = new AbortController();
  #underWay = 0;
  #settle: (() => void) | undefined;

  /** Aborted once draining begins: `/readyz` fails, streams end, connections are not kept. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get begun(): boolean {
    return this.#controller.signal.aborted;
  }

  begin(): void {
    this.#controller.abort(new Error('the gateway drains'));
  }

  requestBegan(): void {
    this.#underWay += 1;
  }

  requestEnded(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#settle?.();
  }

  /**
   * Stops listening, waits for the answers under way, and closes every connection. Node closes those that are idle when
   * it stops to listen, but waits a minute for those that became idle since, and for those on which a browser has never
   * sent anything.
   */
  async end(server: Server, stopListening: () => Promise<void>): Promise<void> {
    const stopped = stopListening();
    await Promise.race([this.#settled(), sleep(longestAnswerMs, undefined, { ref: false })]);
    // Again and again: a connection may be accepted between two looks as long as the socket listens.
    const sweeping = setInterval(() => server.closeAllConnections(), 20);
    await stopped.finally(() => clearInterval(sweeping));
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#underWay === 0) resolve();
    });
  }
}
