import { setTimeout as wait } from 'node:timers/promises';
import {
  inUse,
  isDriverFailure,
  type FolderName,
  type MailSession,
  type MessageId,
  type MessageSummary,
} from '@mail-access/driver-spec';
import { listMessages } from './list-messages.js';
import { locateMessage } from './locate-message.js';
import type { Maildrop } from './open-maildrop.js';

/** The least time between two sign-ins: servers count them, and some lock out who signs in too often. */
const pausesMs = [500, 1_000, 2_000, 4_000];
const longestPauseMs = 5_000;

/** A maildrop that is opened again whenever new mail is looked for. */
export class Pop3Session implements MailSession {
  readonly #known: number;
  readonly #reopen: (signal: AbortSignal) => Promise<Maildrop>;
  readonly #loginDelayMs: number;
  #maildrop: Maildrop | null;
  #openedAt = performance.now();
  #reopened = 0;

  constructor(maildrop: Maildrop, reopen: (signal: AbortSignal) => Promise<Maildrop>) {
    this.#maildrop = maildrop;
    this.#known = maildrop.count;
    this.#loginDelayMs = maildrop.loginDelayMs;
    this.#reopen = reopen;
  }

  async *list(folder: FolderName, since: Date, signal: AbortSignal): AsyncIterable<MessageSummary> {
    const maildrop = this.#maildrop ?? (await inUse(signal, () => this.#openAgain(signal)));
    const messages = listMessages(maildrop, folder, since, signal);
    for (;;) {
      const next = await inUse(signal, () => messages.next());
      if (next.done) return;
      yield next.value;
    }
  }

  locate(
    header: { readonly name: string; readonly value: string },
    signal: AbortSignal,
  ): Promise<{ id: MessageId; folder: FolderName } | null> {
    return inUse(signal, async () => {
      try {
        const id = await locateMessage(await this.#openAgain(signal), this.#known, header, signal);
        return id === null ? null : { id, folder: 'INBOX' };
      } catch (error) {
        // The maildrop is still locked by the session before, or we came too soon: the next call tries again.
        if (isDriverFailure(error) && error.kind === 'temporarily-unavailable') return null;
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    const maildrop = this.#maildrop;
    this.#maildrop = null;
    await maildrop?.connection.lines.hangUp('QUIT\r\n');
  }

  async #openAgain(signal: AbortSignal): Promise<Maildrop> {
    const pause = Math.max(pausesMs[this.#reopened] ?? longestPauseMs, this.#loginDelayMs);
    this.#reopened += 1;
    await this.close();
    await wait(Math.max(0, this.#openedAt + pause - performance.now()), undefined, { signal });
    this.#openedAt = performance.now();
    return (this.#maildrop = await this.#reopen(signal));
  }
}
