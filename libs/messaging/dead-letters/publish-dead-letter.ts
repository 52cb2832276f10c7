import { jetstream, type JsMsg } from '@nats-io/jetstream';
import type { Bus } from '../bus/bus.js';
import { fromHeaders, toHeaders } from '../envelope/header-fields.js';

/** Headers that a dead letter has beside those of its event. */
export const deadLetterHeaders = {
  party: 'dead-letter-party',
  reason: 'dead-letter-reason',
  tries: 'dead-letter-tries',
  time: 'dead-letter-time',
} as const;

/**
 * Stores an event that its consumer gave up, with who gave up and why, at
 * `dead-letter.<party>.<service>.v1.<event>.<tenant>.<subscriber>`. The reason holds names and pointers, never content.
 */
export async function publishDeadLetter(bus: Bus, message: JsMsg, reason: string): Promise<void> {
  const event = fromHeaders(message.headers);
  const headers = toHeaders({
    ...event,
    'nats-msg-id': undefined,
    // An answer may get lost after this and the event be given up again: one letter all the same.
    'Nats-Msg-Id': `${bus.party}:${message.info.streamSequence}`,
    [deadLetterHeaders.party]: bus.party,
    [deadLetterHeaders.reason]: reason.slice(0, 300),
    [deadLetterHeaders.tries]: String(message.info.deliveryCount),
    [deadLetterHeaders.time]: new Date().toISOString(),
  });
  const origin = message.subject.replace(/^event\.|^event-replay\.[^.]+\./, '');
  await jetstream(bus.connection, { timeout: 5_000 }).publish(`dead-letter.${bus.party}.${origin}`, message.data, {
    headers,
  });
}
