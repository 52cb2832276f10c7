import { type EventContract, eventFilter } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import type { NatsConnection } from '@nats-io/transport-node';
import { readEvent } from '../events/event-headers.js';
import type { ReceivedEvent } from '../events/received-event.js';

/** Listens in core NATS. A handler that throws is logged and does not end the listening. */
export function observeEvents<C extends EventContract>(
  connection: NatsConnection,
  logger: Logger,
  contract: C,
  handler: (event: ReceivedEvent<C>) => void,
): () => void {
  const subscription = connection.subscribe(eventFilter(contract), {
    callback: (error, message) => {
      if (error) return logger.error('bus-observe-failed', { err: error, name: contract.name });
      const read = readEvent(contract, message);
      if (!read.ok) return logger.error('bus-event-invalid', { name: contract.name, violations: read.violations });
      try {
        handler(read.event);
      } catch (failure) {
        logger.error('bus-observer-failed', { err: failure, name: contract.name });
      }
    },
  });
  return () => {
    if (!subscription.isClosed()) subscription.unsubscribe();
  };
}
