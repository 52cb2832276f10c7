// RFC 9051 section 6.1.1: what a server can do, asked without signing in.
import { inPhase, reachServer, type Attempt, type ServerAddress, type ServerOffer } from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { ImapConnection } from './imap-connection.js';
import { readCapabilities } from './read-capabilities.js';
import { requestTls } from './request-tls.js';

/** Reaches a server as a sign-in would, certificate included, and leaves again. @throws DriverFailure */
export async function inspectImapServer(server: ServerAddress, attempt: Attempt): Promise<ServerOffer> {
  let connection: ImapConnection | undefined;
  const lines = await reachServer(server, attempt, {
    async greet(reached, signal) {
      connection = await greet(reached, server.security === 'tls', signal);
    },
    requestTls: (reached, signal) => requestTls((connection ??= new ImapConnection(reached)), signal),
  });
  const greeted = (connection ??= new ImapConnection(lines));
  try {
    const capabilities = await inPhase(attempt, 'secure', (signal) => readCapabilities(greeted, signal));
    const sasl = [...capabilities].flatMap((name) => (name.startsWith('AUTH=') ? [name.slice('AUTH='.length)] : []));
    const mechanisms = capabilities.has('LOGINDISABLED') ? sasl : [...sasl, 'LOGIN'];
    return { mechanisms: [...new Set(mechanisms)] };
  } finally {
    lines.destroy();
  }
}
