import type { Caller } from './caller.js';

/** What a verified token says. */
export interface VerifiedToken {
  readonly caller: Caller;
  readonly entitled: boolean;
}

interface Entry extends VerifiedToken {
  readonly until: number;
}

/**
 * Remembers for a short while which tokens were verified, because a signature costs 0.1 ms and a page sends the same
 * token again and again. A key that the issuer withdraws is believed for `trustMs` longer, at most.
 */
export class VerifiedTokens {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly capacity = 10_000,
    private readonly trustMs = 30_000,
    private readonly now: () => number = Date.now,
  ) {}

  get(token: string): VerifiedToken | undefined {
    const entry = this.#entries.get(token);
    if (entry === undefined) return undefined;
    if (entry.until > this.now()) return entry;
    this.#entries.delete(token);
    return undefined;
  }

  set(token: string, verified: VerifiedToken): void {
    // A Map keeps the order of insertion: the first key is the oldest.
    const oldest = this.#entries.size >= this.capacity ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(token, { ...verified, until: Math.min(verified.caller.expiresAt, this.now() + this.trustMs) });
  }
}
