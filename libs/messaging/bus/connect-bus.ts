import type { EventContract, InputOf, OutputOf, Party, RequestContract } from '@mail-access/contracts';
import type { Logger } from '@mail-access/observability';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { ReceivedEvent } from '../events/received-event.js';
import type { Bus, CallOptions } from './bus.js';
import { ConnectionWatch } from './connection-watch.js';
import { observeEvents } from './observe-events.js';
import { ReplyInbox } from './reply-inbox.js';
import { type RequestLink, sendRequest } from './send-request.js';

export interface BusOptions {
  /** `nats://host:port`, several separated by commas. */
  readonly servers: string;
  readonly credentials: { readonly user: string; readonly password: string };
  /** Who we are on the bus; the NATS user must have the permissions of this party. */
  readonly party: Party;
  readonly logger: Logger;
}

/** Connects, and reconnects for ever after. Throws when the first connection fails. */
export async function connectBus(options: BusOptions): Promise<Bus> {
  const connection = await connect({
    servers: options.servers.split(',').map((server) => server.trim()),
    user: options.credentials.user,
    pass: options.credentials.password,
    name: options.party,
    inboxPrefix: inboxPrefix(options.party),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    // A server that restarts with new credentials refuses twice before it knows them; giving up would need a restart of ours.
    ignoreAuthErrorAbort: true,
    pingInterval: 15_000,
    // An error with the stack of each call costs half of the request rate.
    noAsyncTraces: true,
  });
  return new NatsBus(options.party, connection, options.logger);
}

function inboxPrefix(party: Party): string {
  return `_INBOX.${party}`;
}

class NatsBus implements Bus {
  private readonly watch: ConnectionWatch;
  private readonly link: RequestLink;
  private closed: Promise<void> | undefined;

  constructor(
    readonly party: Party,
    readonly connection: NatsConnection,
    private readonly logger: Logger,
  ) {
    const inbox = new ReplyInbox(connection, inboxPrefix(party));
    this.watch = new ConnectionWatch(connection, inbox, logger);
    this.link = { inbox, watch: this.watch, logger };
  }

  request<C extends RequestContract>(contract: C, input: InputOf<C>, options: CallOptions): Promise<OutputOf<C>> {
    return sendRequest(this.link, contract, input, options);
  }

  observe<C extends EventContract>(contract: C, handler: (event: ReceivedEvent<C>) => void): () => void {
    return observeEvents(this.connection, this.logger, contract, handler);
  }

  whenConnected(withinMs: number): Promise<boolean> {
    return this.watch.whenConnected(withinMs);
  }

  async check(): Promise<void> {
    if (!this.watch.connected) throw new Error('the bus is disconnected');
    await this.connection.flush();
  }

  close(): Promise<void> {
    this.closed ??=
      this.watch.connected && !this.connection.isClosed() ? this.connection.drain() : this.connection.close();
    return this.closed;
  }
}
