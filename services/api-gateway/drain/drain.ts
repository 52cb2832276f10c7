/** Tells every part that the gateway is about to end: `/readyz` fails, streams close, connections are not kept. */
export class Drain {
  readonly #controller = new AbortController();

  /** Aborted once draining begins. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get begun(): boolean {
    return this.#controller.signal.aborted;
  }

  begin(): void {
    this.#controller.abort(new Error('the gateway drains'));
  }
}
