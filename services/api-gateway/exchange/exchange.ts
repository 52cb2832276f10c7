import type { Language } from '@mail-access/contracts';
import { runInContext } from '@mail-access/observability';
import type { Context, Span } from '@opentelemetry/api';
import { context } from '@opentelemetry/api';
import type { Caller } from '../authentication/caller.js';
import type { ProblemType } from '../problems/problem-types.js';

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange;
  }
}

interface ExchangeParts {
  readonly correlationId: string;
  readonly language: Language;
  readonly trace: Context;
  /** Absent where nothing is traced: files of the portal, health. */
  readonly span: Span | undefined;
  /** By `performance.now()`. */
  readonly startedAt: number;
}

/** One HTTP request and its answer: who asks, in which language, and the ids under which logs and traces know it. */
export class Exchange {
  readonly correlationId: string;
  readonly language: Language;
  readonly span: Span | undefined;
  readonly startedAt: number;
  /** Code of the problem that the exchange ended with, or `ok`. */
  outcome: ProblemType | 'ok' = 'ok';
  /** By `performance.now()`: when the answer began. */
  answeredAt: number | undefined;
  readonly #trace: Context;
  #caller: Caller | undefined;

  constructor(parts: ExchangeParts) {
    this.correlationId = parts.correlationId;
    this.language = parts.language;
    this.span = parts.span;
    this.startedAt = parts.startedAt;
    this.#trace = parts.trace;
  }

  /** The subscriber whose token was verified. Throws where no token is asked for: no handler may guess one. */
  get caller(): Caller {
    if (this.#caller === undefined) throw new Error('nobody has been authenticated in this exchange');
    return this.#caller;
  }

  authenticated(caller: Caller): void {
    this.#caller = caller;
  }

  /** Runs the work so that its logs and spans belong to this exchange. */
  run<T>(work: () => T): T {
    const ids = {
      correlationId: this.correlationId,
      ...(this.#caller && { tenantId: this.#caller.tenantId, subscriberId: this.#caller.subscriberId }),
    };
    return context.with(this.#trace, () => runInContext(ids, work));
  }
}
