import { setTimeout as wait } from 'node:timers/promises';

/** Something with a process of its own. */
export interface Running {
  readonly pid: number;
  /** Settles when the process has ended, asked or not. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stop(): Promise<void>;
}

export interface SupervisorEvents {
  /** The process ended without being asked to; it will be started again after `delayMs`. */
  ended(name: string, how: string, delayMs: number): void;
  /** It runs again under another pid. */
  restarted(name: string, pid: number): void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** After running this long, a process starts with the first delay again. */
const STEADY_MS = 30_000;

/** Keeps one process running: when it ends by itself it is started again, each time later, up to 10 s. */
export class Supervised<T extends Running> {
  #current: T;
  readonly #stopping = new AbortController();
  readonly #loop: Promise<void>;

  private constructor(
    readonly name: string,
    private readonly launch: () => Promise<T>,
    private readonly events: SupervisorEvents,
    first: T,
  ) {
    this.#current = first;
    this.#loop = this.#keepRunning();
  }

  /** Starts it; throws when the first start fails. */
  static async start<T extends Running>(
    name: string,
    launch: () => Promise<T>,
    events: SupervisorEvents,
  ): Promise<Supervised<T>> {
    return new Supervised(name, launch, events, await launch());
  }

  get current(): T {
    return this.#current;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#current.stop();
    await this.#loop;
  }

  async #keepRunning(): Promise<void> {
    let delayMs = FIRST_DELAY_MS;
    while (!this.#stopping.signal.aborted) {
      const started = Date.now();
      const { code, signal } = await this.#current.ended;
      if (this.#stopping.signal.aborted) return;
      if (Date.now() - started > STEADY_MS) delayMs = FIRST_DELAY_MS;
      delayMs = await this.#startAgain(signal ?? `code ${code}`, delayMs);
    }
  }

  /** Tries until it runs or is to stop, and gives the delay for the next time. */
  async #startAgain(reason: string, delayMs: number): Promise<number> {
    let how = reason;
    for (let delay = delayMs; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      this.events.ended(this.name, how, delay);
      await wait(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      const next = Math.min(delay * 2, LONGEST_DELAY_MS);
      if (this.#stopping.signal.aborted) return next;
      try {
        this.#current = await this.launch();
      } catch (error) {
        how = error instanceof Error ? error.message : String(error);
        continue;
      }
      if (this.#stopping.signal.aborted) await this.#current.stop();
      else this.events.restarted(this.name, this.#current.pid);
      return next;
    }
  }
}
