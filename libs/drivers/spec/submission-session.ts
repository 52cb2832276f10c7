import type { Attempt } from './attempt.js';
import type { PasswordCredential, ServerAddress } from './server-address.js';
import type { ServerReply } from './server-reply.js';

/** A server that is ready to take messages (RFC 6409). */
export interface SubmissionSession {
  /**
   * Hands over one message (RFC 5322, any line ends). Resolves with what the server said on taking it.
   * All recipients or none: a refused one fails the whole with `recipient-refused`, and nothing is sent.
   */
  send(
    envelope: { readonly from: string; readonly to: readonly string[] },
    message: Buffer,
    signal: AbortSignal,
  ): Promise<ServerReply>;
  /** Says goodbye and hangs up; never throws, bounded. */
  close(): Promise<void>;
}

/** Sends mail. Without a credential it does not sign in. */
export interface SubmissionDriver {
  readonly protocol: 'smtp';
  connect(server: ServerAddress, credential: PasswordCredential | null, attempt: Attempt): Promise<SubmissionSession>;
}
