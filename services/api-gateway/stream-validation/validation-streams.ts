import { Readable } from 'node:stream';
import { getValidation } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { BusCalls } from '../bus-calls/bus-calls.js';
import type { Exchange } from '../exchange/exchange.js';
import { Problem } from '../problems/problem.js';
import { Bell } from './bell.js';
import { StreamSlots } from './stream-slots.js';
import { validationEvents } from './validation-events.js';
import type { ValidationReader } from './validation-events.js';
import type { WakeUps } from './wake-ups.js';

export interface StreamRhythm {
  /** How often a stream looks for changes although nothing woke it. */
  readonly lookEveryMs: number;
  readonly heartbeatMs: number;
  /** A stream is ended after this time; its reader comes back with `Last-Event-ID`. */
  readonly longestMs: number;
}

export const usualRhythm: StreamRhythm = { lookEveryMs: 2_000, heartbeatMs: 15_000, longestMs: 600_000 };

interface StreamRequest {
  readonly exchange: Exchange;
  readonly validationId: string;
  /** Revision of the last change that the reader has. */
  readonly after: number;
  /** Aborts when the connection of the reader is closed. */
  readonly gone: AbortSignal;
}

async function* endingQuietly(
  events: AsyncGenerator<string>,
  logger: Logger,
  signal: AbortSignal,
): AsyncGenerator<string> {
  try {
    yield* events;
  } catch (error) {
    // The answer has begun: its reader comes back, and is told then what is wrong.
    if (!signal.aborted) logger.warn('validation-stream-broken', { err: error });
  }
}

/** The streams of this process: who follows which validation. */
export class ValidationStreams {
  readonly #slots = new StreamSlots();

  constructor(
    private readonly calls: BusCalls,
    private readonly wakeUps: WakeUps,
    private readonly logger: Logger,
    /** Aborts when every stream shall end, so that its reader goes to another process. */
    private readonly ending: AbortSignal,
    private readonly rhythm: StreamRhythm = usualRhythm,
  ) {}

  /** Opens a stream of server-sent events. Throws a problem or a refusal while nothing has been sent. */
  async open({ exchange, validationId, after, gone }: StreamRequest): Promise<Readable> {
    const { tenantId, subscriberId, expiresAt } = exchange.caller;
    const releaseSlot = this.#slots.take(tenantId, subscriberId);
    const bell = new Bell();
    const silence = this.wakeUps.listen(validationId, () => bell.ring());
    const release = (): void => {
      releaseSlot();
      silence();
    };
    gone.addEventListener('abort', release, { once: true });
    // A token that ended gives no more news.
    const lifetimeMs = Math.max(0, Math.min(this.rhythm.longestMs, expiresAt - Date.now()));
    const signal = AbortSignal.any([gone, this.ending, AbortSignal.timeout(lifetimeMs)]);
    const look: ValidationReader['look'] = (changesAfter) => {
      const input = { validationId, language: exchange.language, changesAfter };
      return exchange.run(() => this.calls.ask(getValidation, input, exchange, { signal }));
    };
    try {
      const first = await look(after);
      const reader = { validationId, look, bell, signal, ...this.rhythm };
      const events = validationEvents(reader, first, after);
      return Readable.from(endingQuietly(events, this.logger, signal), { objectMode: false });
    } catch (error) {
      release();
      if (this.ending.aborted) throw new Problem('service-unavailable', { retryAfterSeconds: 1 }, { cause: error });
      throw error;
    }
  }
}
