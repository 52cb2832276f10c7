/** How many reveals a caller may ask of one replica in a minute, and from how many on it is a surge. */
export interface RevealLimits {
  readonly perMinute: number;
  readonly surgePerMinute: number;
}

export interface Allowance {
  readonly allowed: boolean;
  /** When it can be tried again; 0 when allowed. */
  readonly retryAfterMs: number;
  /** Reveals of the last minute, when this one makes it a surge; told once a surge. */
  readonly surge?: number;
}

const bucketMs = 1_000;
const buckets = 60;

/** The reveals of one caller in the last minute, counted by the second. */
class LastMinute {
  readonly #counts = new Array<number>(buckets).fill(0);
  #second = 0;
  total = 0;
  surging = false;

  advance(second: number): void {
    for (let at = Math.max(this.#second + 1, second - buckets + 1); at <= second; at += 1) {
      this.total -= this.#counts[at % buckets] ?? 0;
      this.#counts[at % buckets] = 0;
    }
    this.#second = Math.max(this.#second, second);
  }

  add(): void {
    this.#counts[this.#second % buckets] = (this.#counts[this.#second % buckets] ?? 0) + 1;
    this.total += 1;
  }
}

/**
 * Counts reveals a caller, in this process: a limit across replicas would cost every reveal a write to one row. What is
 * refused does not count, so that a caller who slows down is served again.
 */
export class RevealRate {
  readonly #callers = new Map<string, LastMinute>();

  constructor(
    private readonly limits: RevealLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  take(caller: string): Allowance {
    const minute = this.#callers.get(caller) ?? new LastMinute();
    this.#callers.set(caller, minute);
    minute.advance(Math.floor(this.nowMs() / bucketMs));
    const { perMinute, surgePerMinute } = this.limits;
    if (minute.total >= perMinute) return { allowed: false, retryAfterMs: bucketMs };
    minute.add();
    // The surge is over when half of it is: a caller who stays at the threshold is told of once.
    if (minute.total < surgePerMinute / 2) minute.surging = false;
    if (minute.surging || minute.total < surgePerMinute) return { allowed: true, retryAfterMs: 0 };
    minute.surging = true;
    return { allowed: true, retryAfterMs: 0, surge: minute.total };
  }
}
