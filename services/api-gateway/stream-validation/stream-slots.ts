import { Problem } from '../problems/problem.js';

/** Bounds how many streams are open at once: each costs a socket and looks every few seconds. */
export class StreamSlots {
  readonly #bySubscriber = new Map<string, number>();
  #open = 0;

  constructor(
    private readonly perSubscriber = 8,
    private readonly perProcess = 2_000,
  ) {}

  /** Takes a slot; the returned function gives it back, once. Throws a problem when there is none. */
  take(tenantId: string, subscriberId: string): () => void {
    const owner = `${tenantId}.${subscriberId}`;
    const held = this.#bySubscriber.get(owner) ?? 0;
    if (held >= this.perSubscriber) throw new Problem('too-many-streams', { retryAfterSeconds: 5 });
    if (this.#open >= this.perProcess) throw new Problem('service-unavailable', { retryAfterSeconds: 5 });
    this.#bySubscriber.set(owner, held + 1);
    this.#open += 1;
    let returned = false;
    return () => {
      if (returned) return;
      returned = true;
      this.#open -= 1;
      const left = (this.#bySubscriber.get(owner) ?? 1) - 1;
      if (left > 0) this.#bySubscriber.set(owner, left);
      else this.#bySubscriber.delete(owner);
    };
  }
}
