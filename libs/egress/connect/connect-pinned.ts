import { connect, type Socket } from 'node:net';
import { untilAborted } from '../egress-deadline.js';
import { EgressFailure } from '../egress-failure.js';
import { connectFailureKind, mostTelling } from './connect-failure-kind.js';

/** Connection Attempt Delay of RFC 8305 §5. */
const staggerMs = 250;

/** An `error` event without a listener ends the process; this one stays for the life of the socket. */
export function ignoreLateErrors(socket: Socket): void {
  socket.on('error', () => undefined);
}

class Race {
  readonly #open = new Set<Socket>();
  readonly #failures: NodeJS.ErrnoException[] = [];
  readonly #waiting: string[];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    addresses: readonly string[],
    private readonly dial: (address: string) => { readonly address: string; readonly port: number },
    private readonly settle: { resolve: (socket: Socket) => void; reject: (failure: EgressFailure) => void },
  ) {
    this.#waiting = [...addresses];
  }

  /** Begins the next attempt; another follows when this one fails, or has not succeeded soon. */
  next(): void {
    clearTimeout(this.#timer);
    const address = this.#waiting.shift();
    if (address === undefined) return;
    const { address: host, port } = this.dial(address);
    const socket = connect({ host, port, noDelay: true, autoSelectFamily: false });
    this.#open.add(socket);
    ignoreLateErrors(socket);
    socket.once('connect', () => this.#won(socket));
    socket.once('error', (error) => this.#lost(socket, error));
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.next(), staggerMs);
  }

  #won(socket: Socket): void {
    this.#open.delete(socket);
    this.stop();
    this.settle.resolve(socket);
  }

  #lost(socket: Socket, error: NodeJS.ErrnoException): void {
    if (!this.#open.delete(socket)) return;
    this.#failures.push(error);
    if (this.#waiting.length > 0) this.next();
    else if (this.#open.size === 0) {
      const cause = mostTelling(this.#failures);
      this.settle.reject(new EgressFailure(connectFailureKind(cause), { cause }));
    }
  }

  /** Destroys every attempt that is still under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
    for (const socket of this.#open) {
      this.#open.delete(socket);
      socket.destroy();
    }
  }
}

/** Connects to the first of the addresses that accepts. They are addresses, so nothing is looked up here. */
export function connectPinned(
  addresses: readonly string[],
  dial: (address: string) => { readonly address: string; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  return untilAborted<Socket>(signal, (settle) => {
    const race = new Race(addresses, dial, settle);
    race.next();
    return () => race.stop();
  });
}
