import type { Attempt } from './attempt.js';
import { DriverFailure, isDriverFailure } from './driver-failure.js';
import { failureOf } from './failure-of.js';
import { inPhase } from './in-phase.js';
import { LineConnection } from './line-connection.js';
import type { ServerAddress } from './server-address.js';

/** What a line protocol does on the way to a secured connection. */
export interface LineProtocol {
  /** Reads and judges the greeting. */
  greet(connection: LineConnection, signal: AbortSignal): Promise<void>;
  /** Asks for TLS and reads the consent; `encryption-unavailable` when there is none to be had. */
  requestTls(connection: LineConnection, signal: AbortSignal): Promise<void>;
}

/**
 * Phases `resolve`, `connect` and, unless security is `none`, `secure`. The greeting belongs to the phase in which it
 * comes: `secure` when TLS is there from the first byte, else `connect`. Nothing stays open when it throws.
 */
export async function reachServer(
  server: ServerAddress,
  attempt: Attempt,
  protocol: LineProtocol,
): Promise<LineConnection> {
  const { egress } = attempt;
  const pinned = await inPhase(attempt, 'resolve', (signal) => egress.resolve(server.host, signal));
  let connection: LineConnection | undefined;
  try {
    const reached = await inPhase(attempt, 'connect', async (signal) => {
      connection = new LineConnection(await egress.connect(pinned, server.port, signal));
      if (server.security !== 'tls') await protocol.greet(connection, signal);
      return connection;
    });
    if (server.security === 'none') return reached;
    await inPhase(attempt, 'secure', async (signal) => {
      const secure: Parameters<LineConnection['upgrade']>[0] = (socket) => egress.secure(socket, pinned, signal);
      if (server.security === 'tls') {
        await reached.upgrade(secure, 'wrong-security-mode');
        await protocol.greet(reached, signal);
      } else {
        await protocol.requestTls(reached, signal);
        await reached.upgrade((socket) => secure(socket).catch(brokenPromiseOfTls(signal)), 'protocol-violation');
      }
    });
    return reached;
  } catch (error) {
    connection?.destroy();
    throw error;
  }
}

/** The server consented to TLS and then spoke something else: not a wrong setting of ours. */
function brokenPromiseOfTls(signal: AbortSignal): (error: unknown) => never {
  return (error) => {
    const failure = failureOf(error, signal);
    if (isDriverFailure(failure) && failure.kind === 'wrong-security-mode') {
      throw new DriverFailure('protocol-violation', { cause: error });
    }
    throw failure;
  };
}
