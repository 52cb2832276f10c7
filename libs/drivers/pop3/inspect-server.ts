// RFC 2449: what a server can do, asked without signing in.
import { inPhase, reachServer, type Attempt, type ServerAddress, type ServerOffer } from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { Pop3Connection } from './pop3-connection.js';
import { readCapabilities } from './read-capabilities.js';
import { requestTls } from './request-tls.js';

/** Reaches a server as a sign-in would, certificate included, and leaves again. @throws DriverFailure */
export async function inspectPop3Server(server: ServerAddress, attempt: Attempt): Promise<ServerOffer> {
  const secured = server.security === 'tls';
  const lines = await reachServer(server, attempt, {
    greet: (reached, signal) => greet(reached, secured, signal),
    requestTls,
  });
  try {
    const connection = new Pop3Connection(lines);
    const capabilities = await inPhase(attempt, 'secure', (signal) => readCapabilities(connection, signal));
    const sasl = capabilities?.get('SASL') ?? [];
    // A server without CAPA has USER and nothing else that we know of.
    const mechanisms = capabilities === null || capabilities.has('USER') ? [...sasl, 'LOGIN'] : sasl;
    return { mechanisms: [...new Set(mechanisms)] };
  } finally {
    lines.destroy();
  }
}
