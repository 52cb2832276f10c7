import type { EventContract, RequestContract } from '@mail-access/contracts';
import { Refusal } from '@mail-access/contracts';
import { type Logger, recordRequest } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import type { Bus } from '../bus/bus.js';
import { fromHeaders } from '../envelope/header-fields.js';
import { EventConsumer } from '../events/event-consumer.js';
import type { ConsumedEvent } from '../events/handle-once.js';
import type { EventHandling } from '../events/handles-event.js';
import { forgetHandled } from '../ledger/forget-handled.js';
import { answerRequest, type ServedRequest } from './answer-request.js';
import { correlationOf } from './read-request.js';
import { respondRefusal } from './respond-refusal.js';

export interface BusTransportOptions {
  readonly bus: Bus;
  readonly logger: Logger;
  /** Needed as soon as an event is handled: the inbox lives there. */
  readonly database?: Database;
  /** Requests worked on at once; one more is refused as `overloaded`. 256 by default. */
  readonly maxInFlight?: number;
  /** Milliseconds before each next try of a failed event; then it is dead-lettered. 1 s to 10 min by default. */
  readonly redelivery?: readonly number[];
  /** How long `close` waits for what is under way, 25,000 ms by default. */
  readonly drainMs?: number;
}

interface HandlerExtras {
  readonly contract?: RequestContract | EventContract;
  readonly handling?: EventHandling;
}

/** The Nest transport of the bus: answers requests as one of a queue group, and consumes events durably. */
export class BusTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('mail-access bus');
  private inFlight = 0;
  private idle: (() => void) | undefined;
  private readonly maxInFlight: number;
  private subscriptions: Subscription[] = [];
  private consumer: EventConsumer | undefined;
  private stopForgetting: (() => void) | undefined;

  constructor(private readonly options: BusTransportOptions) {
    super();
    this.maxInFlight = options.maxInFlight ?? 256;
  }

  /** Calls back with an error when a handler does not fit its contract's owner, or NATS does not take a subscription. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.start();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /**
   * Leaves without losing a call: takes no more, answers all that the server had already sent here, lets event
   * handlers end, and flushes the answers. The bus stays open; whoever opened it closes it.
   */
  async close(): Promise<void> {
    const { bus, logger, drainMs } = this.options;
    const leaving = this.subscriptions.map((subscription) => subscription.drain().catch(() => undefined));
    this.subscriptions = [];
    this.stopForgetting?.();
    const stopped = this.consumer?.stop();
    await Promise.all(leaving);
    const answered = new Promise<void>((resolve) => {
      if (this.inFlight === 0) resolve();
      else this.idle = resolve;
    });
    if (!(await endsWithin(Promise.all([answered, stopped]), drainMs ?? 25_000))) {
      logger.error('bus-drain-incomplete', { in_flight: this.inFlight });
    }
    await bus.connection.flush().catch(() => undefined);
  }

  on(): never {
    throw new Error('BusTransport has no events: the bus logs its own state');
  }

  unwrap<T = NatsConnection>(): T {
    return this.options.bus.connection as T;
  }

  private async start(): Promise<void> {
    const { bus, logger, database, redelivery } = this.options;
    const events: ConsumedEvent[] = [];
    for (const [pattern, handler] of this.messageHandlers) {
      const { contract, handling } = (handler.extras ?? {}) as HandlerExtras;
      if (contract === undefined) throw new Error(`${pattern} has no contract: use HandlesRequest or HandlesEvent`);
      if (contract.kind === 'event') {
        if (!contract.consumers.includes(bus.party)) throw new Error(`${bus.party} is no consumer of ${contract.name}`);
        events.push({
          contract,
          handler: handler as ConsumedEvent['handler'],
          newestOnly: handling?.newestOnly === true,
        });
      } else {
        if (contract.service !== bus.party) throw new Error(`${bus.party} does not answer ${contract.subject}`);
        this.serve({ contract, handler: handler as ServedRequest['handler'] });
      }
    }
    if (events.length > 0) {
      if (database === undefined) throw new Error('an event handler needs a database for its inbox');
      this.consumer = new EventConsumer({ bus, database, logger, redelivery }, events);
      this.consumer.start();
    }
    if (database !== undefined) this.stopForgetting = forgetHandled(database, logger);
    await bus.connection.flush();
  }

  private serve(served: ServedRequest): void {
    const { bus, logger } = this.options;
    const subscription = bus.connection.subscribe(served.contract.subject, {
      queue: bus.party,
      callback: (error, message) => {
        if (error) return logger.error('bus-subscription-failed', { err: error, subject: served.contract.subject });
        this.accept(served, message);
      },
    });
    this.subscriptions.push(subscription);
  }

  private accept(served: ServedRequest, message: Msg): void {
    if (!message.reply) return;
    if (this.inFlight >= this.maxInFlight) return this.refuseOverload(served.contract, message);
    this.inFlight += 1;
    void answerRequest(served, message, this.options.logger).then(() => {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.idle?.();
    });
  }

  private refuseOverload(contract: RequestContract, message: Msg): void {
    const correlationId = correlationOf(fromHeaders(message.headers)) ?? randomUUID();
    this.options.logger.warn('bus-overloaded', { subject: contract.subject, correlation_id: correlationId });
    respondRefusal(message, new Refusal(contract, 'overloaded', {}, { correlationId }), correlationId);
    recordRequest({ subject: contract.subject, side: 'server', code: 'overloaded', durationMs: 0 });
  }
}

async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const ended = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return ended;
}
