import { events, eventFilter, parties } from '@mail-access/contracts';
import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { deadLetterStream, eventStream } from './names.js';

export interface StreamOptions {
  /** Copies of each stream: 1 by default, 3 on a cluster. */
  readonly replicas?: number;
  /** Bytes of the event stream at most, 1 GiB by default; beyond, the oldest go. */
  readonly maxBytes?: number;
  /** How long a delivered event may stay unanswered before it is delivered again, 30,000 ms by default. */
  readonly ackWaitMs?: number;
}

const day = 24 * 60 * 60 * 1000;
const gibibyte = 1024 ** 3;

/**
 * Makes the streams and the durable consumer of each party as the contracts say, or brings them up to date. Safe to
 * repeat. Needs the administrator's connection: services may not create anything.
 */
export async function provisionStreams(connection: NatsConnection, options: StreamOptions = {}): Promise<void> {
  const manager = await jetstreamManager(connection);
  const replicas = options.replicas ?? 1;
  await provisionStream(manager, {
    name: eventStream,
    subjects: ['event.>', 'event-replay.>'],
    max_age: nanos(7 * day),
    max_bytes: options.maxBytes ?? gibibyte,
    num_replicas: replicas,
  });
  await provisionStream(manager, {
    name: deadLetterStream,
    subjects: ['dead-letter.>'],
    max_age: nanos(30 * day),
    max_bytes: gibibyte / 4,
    num_replicas: replicas,
  });
  for (const party of parties) {
    const filters = events.filter((event) => event.consumers.includes(party)).map(eventFilter);
    if (filters.length === 0) continue;
    const subjects = [...filters, `event-replay.${party}.>`];
    await provisionConsumer(manager, party, subjects, options.ackWaitMs ?? 30_000);
  }
}

type StreamShape = Pick<StreamConfig, 'name' | 'subjects' | 'max_age' | 'max_bytes' | 'num_replicas'>;

async function provisionStream(manager: JetStreamManager, shape: StreamShape): Promise<void> {
  const config = {
    ...shape,
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    // An outbox that published and died before it deleted its row publishes again: within this window the stream drops
    // it by its Nats-Msg-Id, later the inbox of each consumer does.
    duplicate_window: nanos(2 * 60_000),
    allow_direct: true,
  };
  if (await exists(() => manager.streams.info(shape.name))) await manager.streams.update(shape.name, config);
  else await manager.streams.add(config);
}

async function provisionConsumer(
  manager: JetStreamManager,
  party: string,
  filters: string[],
  ackWaitMs: number,
): Promise<void> {
  const adjustable = {
    ack_wait: nanos(ackWaitMs),
    // The consumer itself counts its tries and dead-letters: the server would only stop delivering, and tell nobody.
    max_deliver: -1,
    max_ack_pending: 256,
    filter_subjects: filters,
  };
  if (await exists(() => manager.consumers.info(eventStream, party))) {
    await manager.consumers.update(eventStream, party, adjustable);
    return;
  }
  const config: Partial<ConsumerConfig> = {
    ...adjustable,
    durable_name: party,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
  };
  await manager.consumers.add(eventStream, config);
}

async function exists(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    const absent: number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];
    if (error instanceof JetStreamApiError && absent.includes(error.code)) return false;
    throw error;
  }
}
