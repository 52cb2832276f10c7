import { inPhase, reachServer, type SubmissionDriver } from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { requestTls } from './request-tls.js';
import { sayHello } from './say-hello.js';
import { signIn } from './sign-in.js';
import { SmtpConnection } from './smtp-connection.js';
import { SmtpSession } from './smtp-session.js';

/** Message submission (RFC 6409) over SMTP (RFC 5321). */
export const smtpDriver: SubmissionDriver = {
  protocol: 'smtp',
  async connect(server, credential, attempt) {
    const secured = server.security === 'tls';
    const lines = await reachServer(server, attempt, {
      greet: (reached, signal) => greet(reached, secured, signal),
      requestTls,
    });
    const connection = new SmtpConnection(lines);
    try {
      if (!credential) return new SmtpSession(connection, null);
      const extensions = await inPhase(attempt, 'sign-in', async (signal) => {
        const offered = await sayHello(connection, signal);
        await signIn(connection, offered, credential, server.security === 'none', signal);
        return offered;
      });
      return new SmtpSession(connection, extensions);
    } catch (error) {
      lines.destroy();
      throw error;
    }
  },
};
