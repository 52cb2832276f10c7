/** Sleep that a ring ends early; a ring that comes while nobody sleeps ends the next sleep at once. */
export class Alarm {
  stopped = false;
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Rings for the last time. */
  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  /** Forgets rings so far: call it before looking, so that a ring while looking counts. */
  reset(): void {
    this.rung = false;
  }

  /** Sleeps until it rings, stops, or so many milliseconds have passed. */
  wait(ms: number): Promise<void> {
    return this.rung ? Promise.resolve() : this.pause(ms);
  }

  /** Sleeps although it may ring, as a back-off must; only `stop` ends it early. */
  async sleep(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; left > 0 && !this.stopped; left = until - performance.now()) await this.pause(left);
  }

  private pause(ms: number): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), ms);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
    });
  }
}
