import { events } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import { type ConsumerMessages, jetstream, type JsMsg } from '@nats-io/jetstream';
import type { Bus } from '../bus/bus.js';
import { eventStream } from '../streams/names.js';
import { Alarm } from './alarm.js';
import { consumeMessage, type Consumption } from './consume-message.js';
import type { ConsumedEvent } from './handle-once.js';

export interface EventConsumerOptions {
  readonly bus: Bus;
  readonly database: Database;
  readonly logger: Logger;
  /** Milliseconds before each next try of a failed event; 1 s to 10 min in five steps by default. */
  readonly redelivery?: readonly number[] | undefined;
}

const atOnce = 8;
const defaultRedelivery = [1_000, 5_000, 30_000, 120_000, 600_000];
const longestBackoffMs = 10_000;
const givenBackMs = 1_000;

/** Pulls a party's events from its durable consumer and handles up to eight at once. */
export class EventConsumer {
  private readonly consumption: Consumption;
  private readonly inProgress = new Set<Promise<void>>();
  private readonly alarm = new Alarm();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;
  private databaseAway = false;

  /** Throws when an event that the contracts send to this party has no handler: it would pile up unseen. */
  constructor(options: EventConsumerOptions, consumed: readonly ConsumedEvent[]) {
    const byName = new Map(consumed.map((event) => [event.contract.name, event]));
    const { party } = options.bus;
    const missing = events.filter((event) => event.consumers.includes(party) && !byName.has(event.name));
    if (missing.length > 0) {
      throw new Error(`${party} consumes, but does not handle, ${missing.map((event) => event.name).join(', ')}`);
    }
    this.consumption = { ...options, consumed: byName, redelivery: options.redelivery ?? defaultRedelivery };
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Takes no more, gives back what has not begun, and ends once what has begun is over. */
  async stop(): Promise<void> {
    this.alarm.stop();
    this.messages?.stop();
    await this.running;
    await Promise.all(this.inProgress);
  }

  private async run(): Promise<void> {
    const { bus, logger } = this.consumption;
    let failures = 0;
    while (!this.alarm.stopped) {
      try {
        const consumer = await jetstream(bus.connection).consumers.get(eventStream, bus.party);
        this.messages = await consumer.consume({ max_messages: atOnce });
        if (failures > 0) logger.info('event-consumer-recovered', { failures });
        failures = 0;
        if (this.alarm.stopped) this.messages.stop();
        for await (const message of this.messages) await this.take(message);
      } catch (error) {
        failures += 1;
        logger.warn('event-consumer-failed', { err: error, failures });
      }
      await this.alarm.sleep(Math.min(100 * 2 ** failures, longestBackoffMs));
      if (this.databaseAway) await this.untilDatabaseAnswers();
    }
  }

  private async untilDatabaseAnswers(): Promise<void> {
    const { database, logger } = this.consumption;
    for (let waitMs = 200; !this.alarm.stopped; waitMs = Math.min(waitMs * 2, longestBackoffMs)) {
      this.databaseAway = await database.check().then(
        () => false,
        () => true,
      );
      if (!this.databaseAway) return logger.info('event-consumer-resumed');
      await this.alarm.sleep(waitMs);
    }
  }

  private async take(message: JsMsg): Promise<void> {
    if (this.alarm.stopped) return message.nak();
    if (this.databaseAway) return message.nak(givenBackMs);
    const work = consumeMessage(this.consumption, message).then((consumed) => {
      this.inProgress.delete(work);
      if (consumed === 'answered' || this.databaseAway) return;
      this.databaseAway = true;
      this.messages?.stop();
    });
    this.inProgress.add(work);
    if (this.inProgress.size >= atOnce) await Promise.race(this.inProgress);
  }
}
