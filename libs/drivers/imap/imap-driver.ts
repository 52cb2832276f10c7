import { inPhase, reachServer, type IncomingDriver } from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { ImapConnection } from './imap-connection.js';
import { ImapSession } from './imap-session.js';
import { openInbox } from './open-inbox.js';
import { requestTls } from './request-tls.js';
import { signIn } from './sign-in.js';

/** IMAP4 (RFC 3501, RFC 9051) with a user name and a password. */
export const imapDriver: IncomingDriver = {
  protocol: 'imap',
  async connect(server, credential, attempt) {
    let connection: ImapConnection | undefined;
    const lines = await reachServer(server, attempt, {
      async greet(reached, signal) {
        connection = await greet(reached, server.security === 'tls', signal);
      },
      requestTls: (reached, signal) => requestTls((connection ??= new ImapConnection(reached)), signal),
    });
    const greeted = (connection ??= new ImapConnection(lines));
    try {
      const capabilities = await inPhase(attempt, 'sign-in', (signal) =>
        signIn(greeted, credential, server.security === 'none', signal),
      );
      const inbox = await inPhase(attempt, 'open-inbox', (signal) => openInbox(greeted, capabilities, signal));
      return new ImapSession(greeted, inbox);
    } catch (error) {
      lines.destroy();
      throw error;
    }
  },
};
