import type { Logger } from '@mail-access/observability';
import type { NatsConnection } from '@nats-io/transport-node';

/**
 * Knows whether the connection is up. The client library drops what is published while it is down, so that a request
 * must wait for the connection instead of for an answer that cannot come.
 */
export class ConnectionWatch {
  connected = true;
  private waiting = new Set<() => void>();

  constructor(connection: NatsConnection, logger: Logger) {
    void this.follow(connection, logger);
  }

  /** Resolves when connected, or after so many milliseconds; says which. */
  whenConnected(withinMs: number): Promise<boolean> {
    if (this.connected) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (connected: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve(connected);
      };
      const wake = () => settle(true);
      const timer = setTimeout(() => settle(false), withinMs);
      this.waiting.add(wake);
    });
  }

  private async follow(connection: NatsConnection, logger: Logger): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        if (this.connected) logger.warn('bus-disconnected');
        this.connected = false;
      } else if (status.type === 'reconnect') {
        this.connected = true;
        logger.info('bus-reconnected');
        for (const wake of [...this.waiting]) wake();
      } else if (status.type === 'error') {
        logger.error('bus-error', { err: status.error });
      }
    }
    this.connected = false;
  }
}
