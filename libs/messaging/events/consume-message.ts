import { errorCode, inSpan, type Logger, recordEvent, runInContext } from '@mail-access/observability';
import { type Database, databaseTrouble } from '@mail-access/persistence';
import type { JsMsg } from '@nats-io/jetstream';
import { type Attributes, context as activeContext, SpanKind } from '@opentelemetry/api';
import type { Bus } from '../bus/bus.js';
import { fromHeaders } from '../envelope/header-fields.js';
import { contextOf } from '../envelope/trace-parent.js';
import { publishDeadLetter } from '../dead-letters/publish-dead-letter.js';
import { readEvent } from './event-headers.js';
import { beginAgain, countFailure, forgetTries } from './event-tries.js';
import { type ConsumedEvent, handleOnce } from './handle-once.js';
import type { ReceivedEvent } from './received-event.js';

export interface Consumption {
  readonly bus: Bus;
  readonly database: Database;
  readonly logger: Logger;
  readonly consumed: ReadonlyMap<string, ConsumedEvent>;
  /** Milliseconds before each next try; after the last of them the event is dead-lettered. */
  readonly redelivery: readonly number[];
}

/** Tries that never ended, after which an event is held to be what kills the process before it can answer. */
const mostSilentTries = 20;
const stillWorkingMs = 10_000;
const laterMs = 5_000;

/** `database-away`: nothing can be handled now, and pulling more would only use up their tries. */
export type Consumed = 'answered' | 'database-away';

/**
 * Handles one delivery and answers it: acknowledged after its transaction has committed, handed back for later when it
 * failed, dead-lettered after its last try. Never throws.
 */
export async function consumeMessage(to: Consumption, message: JsMsg): Promise<Consumed> {
  try {
    return await consume(to, message);
  } catch (error) {
    // The bus was closed before the answer: the server delivers the event again, elsewhere.
    to.logger.warn('event-not-answered', { err: error });
    return 'answered';
  }
}

async function consume(to: Consumption, message: JsMsg): Promise<Consumed> {
  const name = fromHeaders(message.headers)['ce-type'] ?? 'unnamed';
  const consumed = to.consumed.get(name);
  if (consumed === undefined) return giveUp(to, message, name, 'no handler');
  const read = readEvent(consumed.contract, message);
  if (!read.ok) {
    const pointers = read.violations.map(({ pointer }) => pointer || '(body)');
    return giveUp(to, message, name, `invalid at ${pointers.join(', ')}`);
  }
  const { event } = read;
  const working = setInterval(() => message.working(), stillWorkingMs);
  const owner = { tenantId: event.tenantId, subscriberId: event.subscriberId, correlationId: event.correlationId };
  const span = { kind: SpanKind.CONSUMER, attributes: attributes(to, message, name) };
  try {
    if (message.info.deliveryCount > 1) {
      const { silent } = await beginAgain(to.database, event.id);
      if (silent >= mostSilentTries) return await giveUp(to, message, name, 'tried too often without an end', event.id);
    }
    await activeContext.with(contextOf(read.traceParent), () =>
      runInContext(owner, () => inSpan(`process ${name}`, span, () => handle(to, consumed, message, event))),
    );
    return 'answered';
  } catch (error) {
    return await runInContext(owner, () => retryLater(to, message, { name, id: event.id }, error));
  } finally {
    clearInterval(working);
  }
}

async function handle(to: Consumption, consumed: ConsumedEvent, message: JsMsg, event: ReceivedEvent): Promise<void> {
  const outcome = await handleOnce(to.database, consumed, event);
  message.ack();
  recordEvent({ name: consumed.contract.name, outcome });
}

async function retryLater(
  to: Consumption,
  message: JsMsg,
  { name, id }: { name: string; id: string },
  error: unknown,
): Promise<Consumed> {
  // Counted in the database and not by the deliveries of the stream: one that meets a database which is away is no try.
  const tries = databaseTrouble(error) === 'away' ? null : await countFailure(to.database, id).catch(() => null);
  if (tries === null) {
    to.logger.warn('event-delayed', { err: error, name });
    message.nak(laterMs);
    return 'database-away';
  }
  recordEvent({ name, outcome: 'failed' });
  const delayMs = to.redelivery[tries - 1];
  if (delayMs === undefined) {
    to.logger.error('event-given-up', { err: error, name, tries });
    return giveUp(to, message, name, errorCode(error), id);
  }
  to.logger.warn('event-failed', { err: error, name, tries, retry_in_ms: delayMs });
  // Spread, so that what failed together does not come back together.
  message.nak(Math.round(delayMs * (0.8 + Math.random() * 0.4)));
  return 'answered';
}

async function giveUp(
  to: Consumption,
  message: JsMsg,
  name: string,
  reason: string,
  triedId?: string,
): Promise<Consumed> {
  try {
    await publishDeadLetter(to.bus, message, reason);
    if (triedId !== undefined) await forgetTries(to.database, triedId);
    message.term(reason);
    to.logger.error('event-dead-lettered', { name, reason });
    recordEvent({ name, outcome: 'dead-lettered' });
  } catch (error) {
    to.logger.error('dead-letter-not-published', { err: error, name });
    message.nak(laterMs);
  }
  return 'answered';
}

function attributes(to: Consumption, message: JsMsg, name: string): Attributes {
  return {
    'messaging.system': 'nats',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': name,
    'messaging.consumer.group.name': to.bus.party,
    'messaging.message.delivery_count': message.info.deliveryCount,
  };
}
