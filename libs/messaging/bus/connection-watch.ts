import type { Logger } from '@mail-access/observability';
import { type NatsConnection, PermissionViolationError } from '@nats-io/transport-node';
import type { ReplyInbox } from './reply-inbox.js';

/** The connection was down until the deadline: nothing was sent. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/**
 * Knows whether the connection is up, and ends the waiting for answers that cannot come. The client library drops what
 * is published while it is down, so that a request must wait for the connection first.
 */
export class ConnectionWatch {
  connected = true;
  private waiting = new Set<() => void>();

  constructor(connection: NatsConnection, inbox: ReplyInbox, logger: Logger) {
    void this.follow(connection, inbox, logger);
  }

  /** Resolves when connected, after so many milliseconds, or when the signal aborts; true: connected. */
  whenConnected(withinMs: number, signal?: AbortSignal): Promise<boolean> {
    if (this.connected) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (connected: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal?.removeEventListener('abort', giveUp);
        resolve(connected);
      };
      const wake = () => settle(true);
      const giveUp = () => settle(false);
      const timer = setTimeout(() => settle(false), withinMs);
      this.waiting.add(wake);
      signal?.addEventListener('abort', giveUp);
    });
  }

  private async follow(connection: NatsConnection, inbox: ReplyInbox, logger: Logger): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        if (this.connected) logger.warn('bus-disconnected');
        this.connected = false;
        inbox.failRepeatable();
      } else if (status.type === 'reconnect') {
        this.connected = true;
        logger.info('bus-reconnected');
        for (const wake of [...this.waiting]) wake();
      } else if (status.type === 'error') {
        const { error } = status;
        logger.error('bus-error', { err: error });
        if (error instanceof PermissionViolationError && error.operation === 'publish') {
          inbox.failSubject(error.subject, error);
        }
      }
    }
    this.connected = false;
    inbox.failAll();
  }
}
