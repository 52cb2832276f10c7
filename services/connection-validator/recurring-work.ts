/** Does the same work again and again, one turn at a time, with a pause in between; a turn that fails is reported, and the next comes. */
export class RecurringWork {
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: { pauseMs: number; work: () => Promise<void>; onError: (error: unknown) => void },
  ) {}

  start(): void {
    this.#timer = setTimeout(() => {
      this.#turn = this.parts
        .work()
        .catch(this.parts.onError)
        .finally(() => {
          if (this.#timer !== undefined) this.start();
        });
    }, this.parts.pauseMs);
  }

  /** Resolves when the turn under way is over. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#turn;
  }
}
