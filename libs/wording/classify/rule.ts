import type { Diagnosis } from '@mail-access/contracts';
import type { MailProtocol } from '../scene.js';

/** What the client had asked for when the server answered. */
export type ReplyStep =
  'greeting' | 'capability' | 'tls' | 'sign-in' | 'open-inbox' | 'mail-from' | 'recipient' | 'data';

/** One row of the table: when all its conditions hold, its diagnosis does. */
export interface Rule {
  /** Its name, for logs and tests. */
  readonly row: string;
  /** Any protocol when left out. */
  readonly protocols?: readonly MailProtocol[];
  /** Any step when left out. */
  readonly steps?: readonly ReplyStep[];
  /** Found in what the server said, alerts included, lines joined by one space. */
  readonly text?: RegExp;
  /** IMAP or POP3 response code, in capitals: `AUTHENTICATIONFAILED`, `SYS/TEMP`. */
  readonly code?: string;
  /** SMTP reply code as a pattern: `535`, `4xx`. */
  readonly reply?: string;
  /** Enhanced status codes of RFC 3463, one of which was given. */
  readonly enhanced?: readonly string[];
  /** IMAP status word, when the reply still has it. */
  readonly status?: 'NO' | 'BAD' | 'BYE';
  /** The server's name, as the subscriber entered it. */
  readonly host?: RegExp;
  /** `null`: the reply is known to mean nothing. */
  readonly diagnosis: Diagnosis | null;
  /** Where the text was seen, or the document that defines the code. */
  readonly source: string;
}

/** Steps at which a message is handed over. */
export const sending: readonly ReplyStep[] = ['mail-from', 'recipient', 'data'];
