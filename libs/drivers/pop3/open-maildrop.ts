import {
  inPhase,
  reachServer,
  type Attempt,
  type PasswordCredential,
  type ServerAddress,
} from '@mail-access/driver-spec';
import { greet } from './greet.js';
import { openInbox } from './open-inbox.js';
import { Pop3Connection } from './pop3-connection.js';
import { readCapabilities } from './read-capabilities.js';
import { requestTls } from './request-tls.js';
import { signIn } from './sign-in.js';

/** A maildrop as it was at sign-in: RFC 1939 freezes it, so new mail shows at the next sign-in only. */
export interface Maildrop {
  readonly connection: Pop3Connection;
  readonly count: number;
  /** LOGIN-DELAY of RFC 2449, in milliseconds; 0 when the server asks for none. */
  readonly loginDelayMs: number;
}

/** All phases of a POP3 sign-in. Nothing stays open when it throws. */
export async function openMaildrop(
  server: ServerAddress,
  credential: PasswordCredential,
  attempt: Attempt,
): Promise<Maildrop> {
  const secured = server.security === 'tls';
  const lines = await reachServer(server, attempt, {
    greet: (reached, signal) => greet(reached, secured, signal),
    requestTls,
  });
  const connection = new Pop3Connection(lines);
  try {
    const loginDelayMs = await inPhase(attempt, 'sign-in', async (signal) => {
      const capabilities = await readCapabilities(connection, signal);
      await signIn(connection, capabilities, credential, server.security === 'none', signal);
      return Number.parseInt(capabilities?.get('LOGIN-DELAY')?.[0] ?? '0', 10) * 1_000 || 0;
    });
    const count = await inPhase(attempt, 'open-inbox', (signal) => openInbox(connection, signal));
    return { connection, count, loginDelayMs };
  } catch (error) {
    lines.destroy();
    throw error;
  }
}
