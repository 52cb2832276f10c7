import type { Logger } from '@mail-access/observability';
import type { Database, Notifications } from '@mail-access/persistence';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { Bus } from '../bus/bus.js';
import { Alarm } from './alarm.js';
import { relayBatch } from './outbox-batch.js';

export interface OutboxRelayOptions {
  readonly database: Database;
  readonly notifications: Notifications;
  readonly bus: Bus;
  readonly logger: Logger;
  /** How often to look without having been woken, 5,000 ms by default: a notification is a hint. */
  readonly pollMs?: number;
}

const ackTimeoutMs = 5_000;
const longestBackoffMs = 10_000;

/**
 * Carries committed events from the outbox to the stream, one relay at a time a service. A row is deleted only after
 * the stream has acknowledged it, and an event never overtakes an earlier one of its subject.
 */
export class OutboxRelay {
  private readonly stream: JetStreamClient;
  private readonly alarm = new Alarm();
  private running: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;

  constructor(private readonly options: OutboxRelayOptions) {
    this.stream = jetstream(options.bus.connection, { timeout: ackTimeoutMs });
  }

  start(): void {
    const { database, notifications } = this.options;
    this.stopListening = notifications.listen(`${database.schema}_outbox`, () => this.alarm.ring());
    this.running ??= this.run();
  }

  /** Ends after the batch under way. What is left waits for the next relay. */
  async stop(): Promise<void> {
    this.stopListening?.();
    this.alarm.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    const { bus, database, logger, pollMs } = this.options;
    let failures = 0;
    while (!this.alarm.stopped) {
      this.alarm.reset();
      // Short turns, so that `stop` does not wait for a bus that stays away.
      if (!(await bus.whenConnected(1_000))) continue;
      try {
        const { more, failure } = await database.transaction((tx) => relayBatch(tx, database.schema, this.stream));
        if (failure !== undefined) throw new Error('not everything was published', { cause: failure });
        if (failures > 0) logger.info('outbox-relay-recovered', { failures });
        failures = 0;
        if (!more) await this.alarm.wait(pollMs ?? 5_000);
      } catch (error) {
        failures += 1;
        logger.warn('outbox-relay-failed', { err: error, failures });
        await this.alarm.sleep(Math.min(50 * 2 ** failures, longestBackoffMs));
      }
    }
  }
}
