import { inUse, type ServerReply, type SubmissionSession } from '@mail-access/driver-spec';
import { sayHello, type Extensions } from './say-hello.js';
import { sendMessage, type Envelope } from './send-message.js';
import type { SmtpConnection } from './smtp-connection.js';

export class SmtpSession implements SubmissionSession {
  readonly #connection: SmtpConnection;
  #extensions: Extensions | null;
  #used = false;

  /** Without extensions the first message says hello: nobody signed in, so nobody asked for them yet. */
  constructor(connection: SmtpConnection, extensions: Extensions | null) {
    this.#connection = connection;
    this.#extensions = extensions;
  }

  send(envelope: Envelope, message: Buffer, signal: AbortSignal): Promise<ServerReply> {
    return inUse(signal, async () => {
      // The message before may have been refused half-way (RFC 5321 section 4.1.1.5).
      if (this.#used) await this.#connection.command('RSET', signal);
      this.#used = true;
      this.#extensions ??= await sayHello(this.#connection, signal);
      return sendMessage(this.#connection, this.#extensions, envelope, message, signal);
    });
  }

  async close(): Promise<void> {
    await this.#connection.lines.hangUp('QUIT\r\n');
  }
}
