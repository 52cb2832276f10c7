import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { fromHeaders, type HeaderFields } from '../envelope/header-fields.js';
import { deadLetterStream } from '../streams/names.js';
import { deadLetterHeaders } from './publish-dead-letter.js';

/** An event that a consumer gave up. */
export interface DeadLetter {
  /** Its number on the dead-letter stream; `replay` takes it. */
  readonly id: number;
  /** The consumer that gave it up, and the only one that gets it again. */
  readonly party: string;
  readonly eventName: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  /** Names and pointers; never content. */
  readonly reason: string;
  readonly tries: number;
  /** RFC 3339 UTC: when it was given up. */
  readonly time: string;
  readonly subject: string;
  readonly headers: HeaderFields;
  readonly data: Uint8Array;
}

/** The dead letters from the oldest on, from a number if given. Ends with the newest of now. */
export async function* readDeadLetters(connection: NatsConnection, from = 1): AsyncGenerator<DeadLetter> {
  const manager = await jetstreamManager(connection);
  const newest = (await manager.streams.info(deadLetterStream)).state.last_seq;
  for (let seq = from; seq <= newest;) {
    const stored = await manager.direct.getMessage(deadLetterStream, { seq, next_by_subj: 'dead-letter.>' });
    if (stored === null || stored.seq > newest) return;
    seq = stored.seq + 1;
    const headers = fromHeaders(stored.header);
    yield {
      id: stored.seq,
      party: headers[deadLetterHeaders.party] ?? '',
      eventName: headers['ce-type'] ?? '',
      tenantId: headers['tenant-id'] ?? '',
      subscriberId: headers['subscriber-id'] ?? '',
      reason: headers[deadLetterHeaders.reason] ?? '',
      tries: Number(headers[deadLetterHeaders.tries] ?? 0),
      time: headers[deadLetterHeaders.time] ?? stored.timestamp,
      subject: stored.subject,
      headers,
      data: stored.data,
    };
  }
}
