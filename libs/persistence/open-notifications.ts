import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface NotificationsOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Told about a lost connection; it is being replaced. */
  readonly onDisconnect?: (error: Error) => void;
}

/**
 * Gets the payload; an empty one also once listening has begun, at first and after each reconnection: what was notified
 * before was missed, look again.
 */
export type NotificationHandler = (payload: string) => void;

/** LISTEN on a connection of its own, because a pooled one may belong to somebody else when the notification comes. */
export interface Notifications {
  /** Listens to a channel (a lower-case word); returns how to stop. */
  listen(channel: string, handler: NotificationHandler): () => void;
  close(): Promise<void>;
}

const pingEveryMs = 20_000;
const longestBackoffMs = 10_000;

/** Connects, then keeps connected: a lost connection is replaced after 100 ms, doubling up to 10 s. Throws when the first fails. */
export async function openNotifications(options: NotificationsOptions): Promise<Notifications> {
  const listener = new PostgresNotifications(options);
  await listener.connect();
  return listener;
}

class PostgresNotifications implements Notifications {
  private readonly handlers = new Map<string, Set<NotificationHandler>>();
  private readonly closing = new AbortController();
  private client: pg.Client | undefined;
  private ping: NodeJS.Timeout | undefined;

  constructor(private readonly options: NotificationsOptions) {}

  listen(channel: string, handler: NotificationHandler): () => void {
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(channel)) throw new Error(`not a channel name: ${JSON.stringify(channel)}`);
    const known = this.handlers.get(channel);
    const handlers = known ?? new Set();
    handlers.add(handler);
    if (!known) {
      this.handlers.set(channel, handlers);
      void this.begin(channel);
    } else {
      queueMicrotask(() => handler(''));
    }
    return () => handlers.delete(handler);
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: this.options.applicationName ?? 'notifications',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    let lost = false;
    const onLoss = (error: Error) => {
      if (lost) return;
      lost = true;
      this.reconnect(client, error);
    };
    // A connection can be lost before it is ours: the query under way fails then, and without a listener so would the process.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => this.dispatch(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`listen "${channel}"`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.on('error', onLoss);
    client.on('end', () => onLoss(new Error('connection ended')));
    this.client = client;
    // A connection that died silently would leave us deaf for ever; the ping finds out.
    this.ping = setInterval(() => void client.query('select 1').catch(onLoss), pingEveryMs);
    this.ping.unref();
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.ping);
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async begin(channel: string): Promise<void> {
    try {
      await this.client?.query(`listen "${channel}"`);
    } catch {
      // The connection is lost: the next one listens to every channel again.
      return;
    }
    if (this.client) this.dispatch(channel, '');
  }

  private reconnect(lost: pg.Client, error: Error): void {
    if (this.closing.signal.aborted || this.client !== lost) return;
    clearInterval(this.ping);
    this.client = undefined;
    void lost.end().catch(() => undefined);
    this.options.onDisconnect?.(error);
    void this.keepTrying();
  }

  private async keepTrying(): Promise<void> {
    for (let backoffMs = 100; !this.closing.signal.aborted; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
      await sleep(backoffMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (this.closing.signal.aborted) return;
      try {
        await this.connect();
      } catch {
        continue;
      }
      if (this.closing.signal.aborted) return void this.close();
      for (const channel of this.handlers.keys()) this.dispatch(channel, '');
      return;
    }
  }

  private dispatch(channel: string, payload: string): void {
    for (const handler of this.handlers.get(channel) ?? []) handler(payload);
  }
}
