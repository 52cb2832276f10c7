import {
  failureOfAbort,
  inUse,
  type FolderName,
  type MailSession,
  type MessageId,
  type MessageSummary,
} from '@mail-access/driver-spec';
import { failureOfImapFlow } from './failure-of-imapflow.js';
import { handOver, type ReadableMailbox } from './hand-over.js';
import type { ImapConnection } from './imap-connection.js';
import { listMessages } from './list-messages.js';
import { locateMessage } from './locate-message.js';
import type { OpenedInbox } from './open-inbox.js';

const goodbyePatienceMs = 2_000;

/** A signed-in connection; ImapFlow takes it over when mail is first read. */
export class ImapSession implements MailSession {
  readonly #connection: ImapConnection;
  readonly #inbox: OpenedInbox;
  #mailbox: Promise<ReadableMailbox> | null = null;

  constructor(connection: ImapConnection, inbox: OpenedInbox) {
    this.#connection = connection;
    this.#inbox = inbox;
  }

  async *list(folder: FolderName, since: Date, signal: AbortSignal): AsyncIterable<MessageSummary> {
    const pages = listMessages(folder, since);
    for (;;) {
      const page = await this.#use(signal, ({ client }) => pages.next(client));
      if (page === null) return;
      yield* page;
    }
  }

  locate(
    header: { readonly name: string; readonly value: string },
    signal: AbortSignal,
  ): Promise<{ id: MessageId; folder: FolderName } | null> {
    return this.#use(signal, (mailbox) => locateMessage(mailbox, this.#inbox, header));
  }

  async close(): Promise<void> {
    if (!this.#mailbox) return this.#connection.lines.hangUp('z LOGOUT\r\n');
    const mailbox = await this.#mailbox.catch(() => null);
    // ImapFlow did not get as far as to own the connection, whatever it did with it.
    if (!mailbox) return this.#connection.lines.destroy();
    const { client } = mailbox;
    const impatient = setTimeout(() => client.close(), goodbyePatienceMs);
    await client.logout().catch(() => undefined);
    clearTimeout(impatient);
    client.close();
  }

  #use<T>(signal: AbortSignal, work: (mailbox: ReadableMailbox) => Promise<T>): Promise<T> {
    return inUse(signal, async () => {
      this.#mailbox ??= handOver(this.#connection, signal);
      try {
        return await unlessAborted(await this.#mailbox, signal, work);
      } catch (error) {
        throw signal.aborted ? failureOfAbort(signal) : failureOfImapFlow(error, this.#connection.cut);
      }
    });
  }
}

/** ImapFlow takes no signal: to give up means to hang up. */
async function unlessAborted<T>(
  mailbox: ReadableMailbox,
  signal: AbortSignal,
  work: (mailbox: ReadableMailbox) => Promise<T>,
): Promise<T> {
  const hangUp = () => mailbox.client.close();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    if (signal.aborted) hangUp();
    return await work(mailbox);
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}
