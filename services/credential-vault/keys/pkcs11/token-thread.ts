import { Worker } from 'node:worker_threads';
import type { Logger } from '@mail-access/observability';
import { EnvelopeBroken } from '../../envelope/envelope-broken.js';
import { KeyStoreProblem } from '../key-store.js';
import type { TokenSettings } from './pkcs11-uri.js';
import type { TokenAnswer, TokenCall } from './token-calls.js';

/** Longest wait for a call, those before it included. */
const deadlineMs = 5_000;
/** Calls that may wait: beyond that a token is too slow for what is asked of it. */
const mostWaiting = 1_000;

type Asked = TokenCall extends infer Each ? (Each extends TokenCall ? Omit<Each, 'id'> : never) : never;

interface Waiting {
  readonly timer: NodeJS.Timeout;
  readonly resolve: (value: number[] | Uint8Array | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Built beside this file; the sources, as tests run them, use what was built of them. */
const worker = import.meta.url.includes('/dist/') ? './token-worker.js' : '../../dist/keys/pkcs11/token-worker.js';

/** The thread that speaks with a token. It is begun when it is first needed, and anew when it was lost or hangs. */
export class TokenThread {
  #worker: Worker | undefined;
  #nextId = 1;
  readonly #waiting = new Map<number, Waiting>();

  constructor(
    private readonly settings: TokenSettings,
    private readonly logger: Logger,
  ) {}

  /** @throws EnvelopeBroken, KeyStoreProblem */
  call(asked: Asked): Promise<number[] | Uint8Array | undefined> {
    if (this.#waiting.size >= mostWaiting) return Promise.reject(this.#problem('has too much to do'));
    const id = this.#nextId++;
    const thread = (this.#worker ??= this.#begin());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#lose(thread, 'does not answer'), deadlineMs);
      this.#waiting.set(id, { timer, resolve, reject });
      const bytes = 'data' in asked ? [asked.data.buffer, asked.associatedData.buffer] : [];
      thread.postMessage({ id, ...asked } satisfies TokenCall, bytes as ArrayBuffer[]);
    });
  }

  async close(): Promise<void> {
    const thread = this.#worker;
    if (thread === undefined) return;
    this.#worker = undefined;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage('close');
    await ended;
  }

  #begin(): Worker {
    const thread = new Worker(new URL(worker, import.meta.url), { workerData: this.settings });
    thread.unref();
    thread.on('message', (answer: TokenAnswer) => this.#settle(answer));
    thread.on('error', (error) => {
      this.logger.error('token-thread-failed', { err: error });
      this.#lose(thread, 'cannot be used');
    });
    thread.on('exit', () => this.#lose(thread, 'cannot be used'));
    return thread;
  }

  #settle(answer: TokenAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if (answer.ok) return waiting.resolve(answer.value);
    if (answer.isBroken) return waiting.reject(new EnvelopeBroken());
    this.logger.error('key-store-unusable', { reason: answer.problem });
    waiting.reject(new KeyStoreProblem(answer.problem));
  }

  /** A thread that hangs in a library cannot be ended before that returns: another one takes its place. */
  #lose(thread: Worker, what: string): void {
    if (this.#worker !== thread) return;
    this.#worker = undefined;
    void thread.terminate();
    for (const { timer, reject } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(this.#problem(what));
    }
    this.#waiting.clear();
  }

  #problem(what: string): KeyStoreProblem {
    return new KeyStoreProblem(`the token "${this.settings.token}" ${what}`);
  }
}
