// RFC 4954: the mechanisms of AUTH, asked without signing in.
import { inPhase, reachServer, type Attempt, type ServerAddress, type ServerOffer } from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { requestTls } from './request-tls.js';
import { sayHello } from './say-hello.js';
import { SmtpConnection } from './smtp-connection.js';

/** Reaches a server as a sign-in would, certificate included, and leaves again. @throws DriverFailure */
export async function inspectSmtpServer(server: ServerAddress, attempt: Attempt): Promise<ServerOffer> {
  const secured = server.security === 'tls';
  const lines = await reachServer(server, attempt, {
    greet: (reached, signal) => greet(reached, secured, signal),
    requestTls,
  });
  try {
    const connection = new SmtpConnection(lines);
    const extensions = await inPhase(attempt, 'secure', (signal) => sayHello(connection, signal));
    return { mechanisms: [...new Set(extensions.get('AUTH') ?? [])] };
  } finally {
    lines.destroy();
  }
}
