import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { toHeaders } from '../envelope/header-fields.js';
import { deadLetterStream } from '../streams/names.js';
import { deadLetterHeaders } from './publish-dead-letter.js';
import type { DeadLetter } from './read-dead-letters.js';

/**
 * Gives an event to the consumer that gave it up, and to nobody else, then removes the letter. It keeps its CloudEvents
 * id: who has handled it meanwhile drops it. Killed in between, the letter stays and may be replayed again.
 */
export async function replayDeadLetter(connection: NatsConnection, letter: DeadLetter): Promise<void> {
  const kept = Object.entries(letter.headers).filter(
    ([name]) => name !== 'nats-msg-id' && !(Object.values(deadLetterHeaders) as string[]).includes(name),
  );
  const headers = toHeaders({ ...Object.fromEntries(kept), 'Nats-Msg-Id': `replay:${letter.id}` });
  const subject = letter.subject.replace(/^dead-letter\./, 'event-replay.');
  await jetstream(connection, { timeout: 5_000 }).publish(subject, letter.data, { headers });
  const manager = await jetstreamManager(connection);
  await manager.streams.deleteMessage(deadLetterStream, letter.id, false);
}
