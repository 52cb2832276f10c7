import type { Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';

/** A server certificate in PEM, as `createCertificateAuthority` issues it, and what of TLS a test wants to spoil. */
export type ServerCertificate = { readonly certPem: string; readonly keyPem: string } & Pick<
  TlsOptions,
  'minVersion' | 'maxVersion' | 'ciphers'
>;

/** The server's side of TLS over a socket that is connected already; resolves after the handshake, or never when it fails. */
export function secureServerSide(
  socket: Socket,
  { certPem, keyPem, ...versions }: ServerCertificate,
): Promise<TLSSocket> {
  const secured = new TLSSocket(socket, { isServer: true, cert: certPem, key: keyPem, ...versions });
  // A handshake fails on both sides by an alert: an error for who receives it, on its way still for who sends it.
  secured.on('error', () => socket.destroySoon());
  return new Promise((resolve) => secured.once('secure', () => resolve(secured)));
}
