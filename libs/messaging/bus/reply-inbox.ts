import {
  createInbox,
  errors,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  NoRespondersError,
  TimeoutError,
} from '@nats-io/transport-node';

/** The connection was lost while an answer was awaited. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

interface Waiting {
  readonly subject: string;
  readonly repeatable: boolean;
  settle(reply: Msg | undefined, error?: Error): void;
}

export interface Question {
  readonly subject: string;
  readonly payload: string;
  readonly headers: MsgHdrs;
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** It changes nothing: when its answer may be lost, its caller had better ask again than wait for the deadline. */
  readonly repeatable: boolean;
}

/**
 * One subscription for the answers to all requests of a connection. The client library has the same, but makes an Error
 * with a stack for each request that ends well, which alone costs a tenth of the round trip.
 */
export class ReplyInbox {
  private readonly prefix: string;
  private readonly waiting = new Map<string, Waiting>();
  private last = 0;

  /** The prefix must be the one that the NATS user may subscribe to. */
  constructor(
    private readonly connection: NatsConnection,
    inboxPrefix: string,
  ) {
    this.prefix = `${createInbox(inboxPrefix)}.`;
    connection.subscribe(`${this.prefix}*`, {
      callback: (error, message) => {
        if (error) this.failAll(error);
        else this.deliver(message);
      },
    });
  }

  /** Rejects with NoRespondersError, TimeoutError, ConnectionLost, the reason of the signal, or what kept the request from going out. */
  ask({ subject, payload, headers, deadlineMs, signal, repeatable }: Question): Promise<Msg> {
    return new Promise((resolve, reject) => {
      const token = String(++this.last);
      const onAbort = () => waiting.settle(undefined, signal?.reason as Error);
      const timer = setTimeout(() => waiting.settle(undefined, new TimeoutError()), deadlineMs);
      const waiting: Waiting = {
        subject,
        repeatable,
        settle: (reply, error) => {
          this.waiting.delete(token);
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
          if (reply === undefined) reject(error ?? new TimeoutError());
          else resolve(reply);
        },
      };
      signal?.addEventListener('abort', onAbort);
      this.waiting.set(token, waiting);
      try {
        this.connection.publish(subject, payload, { reply: this.prefix + token, headers });
      } catch (error) {
        waiting.settle(undefined, error as Error);
      }
    });
  }

  /** The server refused to take a request to this subject; it does not say which. */
  failSubject(subject: string, error: Error): void {
    for (const waiting of [...this.waiting.values()]) if (waiting.subject === subject) waiting.settle(undefined, error);
  }

  /** What is answered now is answered to nobody: ends the waiting of all that can be asked again. */
  failRepeatable(): void {
    for (const waiting of [...this.waiting.values()])
      if (waiting.repeatable) waiting.settle(undefined, new ConnectionLost());
  }

  /** No answer can come any more. */
  failAll(error: Error = new errors.ConnectionError('the connection is closed')): void {
    for (const waiting of [...this.waiting.values()]) waiting.settle(undefined, error);
  }

  private deliver(message: Msg): void {
    const waiting = this.waiting.get(message.subject.slice(this.prefix.length));
    if (waiting === undefined) return;
    // The server itself answers so when nobody subscribes to the subject.
    if (message.data.length === 0 && message.headers?.code === 503) {
      waiting.settle(undefined, new NoRespondersError(waiting.subject));
    } else {
      waiting.settle(message);
    }
  }
}
