import type { Attempt } from './attempt.js';
import type { PasswordCredential, ServerAddress } from './server-address.js';

/** A folder as the server names it, in Unicode. Every mailbox has `INBOX`. */
export type FolderName = string;

/** Opaque; names one message of one folder for as long as the message exists. */
export type MessageId = string;

export interface MessageSummary {
  readonly id: MessageId;
  readonly folder: FolderName;
  /** Arrival (IMAP), or the date in the header where the protocol knows no arrival (POP3). */
  readonly receivedAt: Date | null;
  /** Octets. */
  readonly size: number;
  /** Decoded; null when the message has none. */
  readonly from: string | null;
  readonly subject: string | null;
}

/** A signed-in mailbox. Every method throws `DriverFailure` of phase `use`, `close` never. */
export interface MailSession {
  /** Messages of `folder` since `since`, newest first. */
  list(folder: FolderName, since: Date, signal: AbortSignal): AsyncIterable<MessageSummary>;
  /**
   * A message with this header line among those that arrived since `connect` (and some just before, as a margin),
   * in the inbox or the folder for junk. Null: not there yet; ask again.
   */
  locate(
    header: { readonly name: string; readonly value: string },
    signal: AbortSignal,
  ): Promise<{ readonly id: MessageId; readonly folder: FolderName } | null>;
  /** Says goodbye and hangs up; bounded. */
  close(): Promise<void>;
}

/** Reads mail. The mailbox is proven when `connect` resolves: signed in is not yet a mailbox. */
export interface IncomingDriver {
  readonly protocol: 'imap' | 'pop3';
  connect(server: ServerAddress, credential: PasswordCredential, attempt: Attempt): Promise<MailSession>;
}
