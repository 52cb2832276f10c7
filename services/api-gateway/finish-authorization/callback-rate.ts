import { Problem } from '../problems/problem.js';

const windowMs = 60_000;

/**
 * Bounds the answers that come without the cookie of the one whose sign-in they are about: only administrators send such, and
 * anybody can make them up. Counted in this process. An invented cookie passes: the vault alone can tell, and counts it.
 */
export class CallbackRate {
  #endsAtMs = 0;
  #taken = 0;

  constructor(
    private readonly perMinute = 60,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Throws a problem when there were too many in the minute that the first of them began. */
  take(): void {
    const now = this.nowMs();
    if (now >= this.#endsAtMs) [this.#endsAtMs, this.#taken] = [now + windowMs, 0];
    if (this.#taken >= this.perMinute) {
      const retryAfterSeconds = Math.ceil((this.#endsAtMs - now) / 1_000);
      throw new Problem('service-unavailable', { retryAfterSeconds });
    }
    this.#taken += 1;
  }
}
