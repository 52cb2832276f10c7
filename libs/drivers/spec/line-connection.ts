import type { Socket } from 'node:net';
import { DriverFailure, type DriverFailureKind } from './driver-failure.js';
import { failureOfAbort } from './failure-of.js';

/** RFC 9051 asks clients for 8,192 octets a line, RFC 5321 and RFC 2449 for 512: longer is no mail server of ours. */
export const maxLineLength = 8_192;
/** What a server may send in one exchange when it is not sending a message: a capability list or a long refusal is 2 KB. */
export const defaultAllowance = 65_536;

interface Waiter {
  /** How many octets the reader wants; null: a line. */
  readonly octets: number | null;
  resolve(bytes: Buffer): void;
  reject(error: Error): void;
}

/**
 * A socket read in lines, for the protocols that speak in lines. Memory stays flat whatever the server sends: a line
 * has a limit, an exchange has an allowance, and the socket is paused while nobody reads.
 * Every wait ends with its signal, which also destroys the socket: nothing of a given-up conversation stays behind.
 */
export class LineConnection {
  #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #allowance = defaultAllowance;
  #lineLength = maxLineLength;
  #waiter: Waiter | null = null;
  #ended: DriverFailure | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** What was read of a line that has no end yet. */
  get partialLine(): Uint8Array {
    return this.#buffer;
  }

  /** Starts a new exchange: the server may send `octets` until the next call, in lines of at most `lineLength`. */
  allow(octets = defaultAllowance, lineLength = maxLineLength): void {
    this.#allowance = octets;
    this.#lineLength = lineLength;
  }

  /** Not awaited by the system's buffers: a line protocol waits for the answer. */
  write(data: string | Uint8Array): void {
    if (this.#ended) throw this.#ended;
    this.#socket.write(data);
  }

  /** The next line without its line end; a bare LF ends one too, as real servers have it. */
  readLine(signal: AbortSignal): Promise<Buffer> {
    return this.#read(null, signal);
  }

  /** The next octets, as many as that: an IMAP literal. */
  readOctets(octets: number, signal: AbortSignal): Promise<Buffer> {
    return this.#read(octets, signal);
  }

  /**
   * Puts TLS over the connection. Whatever the server sent behind its consent came in clear, so somebody on the way
   * could have put it there to be taken for the first answer of the secured session: refused as `whenAhead` (CVE-2011-0411).
   */
  async upgrade(secure: (socket: Socket) => Promise<Socket>, whenAhead: DriverFailureKind): Promise<void> {
    if (this.#ended) throw this.#ended;
    if (this.#buffer.length > 0 || this.#socket.readableLength > 0) {
      this.destroy();
      throw new DriverFailure(whenAhead);
    }
    const { socket } = this.release();
    this.#socket = await secure(socket);
    this.#listen();
  }

  /** Gives the socket away, paused, with what was read ahead. This object is of no use afterwards. */
  release(): { socket: Socket; ahead: Buffer } {
    this.#socket
      .off('readable', this.#advance)
      .off('error', this.#onError)
      .off('end', this.#onEnd)
      .off('close', this.#onEnd)
      // Between two owners an error has nobody to go to, and would end the process.
      .on('error', () => undefined);
    const ahead = this.#buffer;
    this.#buffer = Buffer.alloc(0);
    return { socket: this.#socket, ahead };
  }

  /** Says goodbye and waits until the server has hung up too, `patienceMs` at most. Never throws. */
  async hangUp(goodbye: string, patienceMs = 2_000): Promise<void> {
    const socket = this.#socket;
    if (this.#ended || socket.destroyed) return this.destroy();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), patienceMs);
      socket.once('close', () => (clearTimeout(timer), resolve()));
      socket.off('readable', this.#advance).resume();
      socket.end(goodbye);
    });
  }

  destroy(): void {
    this.#ended ??= new DriverFailure('disconnected');
    this.#socket.destroy();
  }

  #listen(): void {
    this.#socket
      .on('readable', this.#advance)
      .on('error', this.#onError)
      .on('end', this.#onEnd)
      .on('close', this.#onEnd);
  }

  #read(octets: number | null, signal: AbortSignal): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#waiter) throw new Error('two readers on one connection');
      if (signal.aborted) return reject(this.#abandon(signal));
      const onAbort = () => this.#settle((waiter) => waiter.reject(this.#abandon(signal)));
      signal.addEventListener('abort', onAbort, { once: true });
      const off = () => signal.removeEventListener('abort', onAbort);
      this.#waiter = {
        octets,
        resolve: (bytes) => (off(), resolve(bytes)),
        reject: (error) => (off(), reject(error)),
      };
      this.#advance();
    });
  }

  #advance = (): void => {
    if (!this.#waiter) return;
    const { octets } = this.#waiter;
    for (;;) {
      const end = octets ?? this.#buffer.indexOf(0x0a) + 1;
      const lineSoFar = octets === null ? end || this.#buffer.length : 0;
      if (this.#allowance < 0 || lineSoFar > this.#lineLength + 2) return this.#refuse();
      if (end > 0 && this.#buffer.length >= end) return this.#deliver(end, octets === null);
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk === null) break;
      this.#allowance -= chunk.length;
      this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    }
    const ended = this.#ended;
    if (ended) this.#settle((waiter) => waiter.reject(ended));
  };

  #deliver(end: number, line: boolean): void {
    const withoutEnd = end - (this.#buffer[end - 2] === 0x0d ? 2 : 1);
    const bytes = this.#buffer.subarray(0, line ? withoutEnd : end);
    this.#buffer = this.#buffer.subarray(end);
    this.#settle((waiter) => waiter.resolve(bytes));
  }

  #refuse(): void {
    const refusal = new DriverFailure('protocol-violation');
    this.#ended = refusal;
    this.#socket.destroy();
    this.#settle((waiter) => waiter.reject(refusal));
  }

  #abandon(signal: AbortSignal): DriverFailure {
    const failure = failureOfAbort(signal);
    // Half a line at the deadline is not silence: a server that drips.
    const drips = failure.kind === 'timed-out' && this.#buffer.length > 0;
    this.#ended = drips ? new DriverFailure('protocol-violation', { cause: failure }) : failure;
    this.#socket.destroy();
    return this.#ended;
  }

  #onError = (error: Error): void => {
    this.#ended ??= new DriverFailure('disconnected', { cause: error });
    this.#advance();
  };

  #onEnd = (): void => {
    this.#ended ??= new DriverFailure('disconnected');
    this.#advance();
  };

  #settle(how: (waiter: Waiter) => void): void {
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter) how(waiter);
  }
}
