/**
 * Wakes one waiter. A ring while nobody waits is kept, so that what happens between two looks is not missed; many rings
 * are one.
 */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves at a ring, after `timeoutMs`, or when the signal aborts, whichever comes first. Never rejects. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) await this.#ringOrTimeout(timeoutMs, signal);
    this.#rung = false;
  }

  #ringOrTimeout(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake, { once: true });
      this.#wake = wake;
    });
  }
}
