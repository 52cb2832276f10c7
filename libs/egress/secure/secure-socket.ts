import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type SecureContext, type TLSSocket } from 'node:tls';
import { ignoreLateErrors } from '../connect/connect-pinned.js';
import { untilAborted } from '../egress-deadline.js';
import { EgressFailure } from '../egress-failure.js';
import { tlsFailureKind } from './tls-failure-kind.js';

/**
 * Starts TLS on a connected socket and waits until the server's certificate is verified for `host`. The trust and
 * the lowest version are in `secureContext`. An IP address sends no server name (RFC 6066 §3) and must be in the certificate as such.
 */
export function secureSocket(
  socket: Socket,
  host: string,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<TLSSocket> {
  // TLS on a socket that is closed already neither succeeds nor fails: nothing ever happens.
  if (socket.readyState !== 'open') {
    socket.destroy();
    return Promise.reject(new EgressFailure('disconnected'));
  }
  const handshake = untilAborted<TLSSocket>(signal, ({ resolve, reject }) => {
    const secured = connect({
      socket,
      secureContext,
      servername: isIP(host) === 0 ? host : '',
      rejectUnauthorized: true,
      checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    });
    ignoreLateErrors(secured);
    const failed = (cause: unknown): void => reject(new EgressFailure(tlsFailureKind(cause), { cause }));
    const closed = (): void => reject(new EgressFailure('disconnected'));
    secured.once('error', failed).once('close', closed);
    secured.once('secureConnect', () => {
      secured.off('error', failed).off('close', closed);
      resolve(secured);
    });
    return () => secured.destroy();
  });
  handshake.catch(() => socket.destroy());
  return handshake;
}
