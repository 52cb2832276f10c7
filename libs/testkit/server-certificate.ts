import type { Socket } from 'node:net';
import { TLSSocket, type TlsOptions } from 'node:tls';

/** A server certificate in PEM, as `createCertificateAuthority` issues it, and what of TLS a test wants to spoil. */
export type ServerCertificate = { readonly certPem: string; readonly keyPem: string } & Pick<
  TlsOptions,
  'minVersion' | 'maxVersion' | 'ciphers'
>;

/** The server's side of TLS over a socket that is connected already. */
export function securedSocket(socket: Socket, { certPem, keyPem, ...versions }: ServerCertificate): TLSSocket {
  const secured = new TLSSocket(socket, { isServer: true, cert: certPem, key: keyPem, ...versions });
  // A client that does not trust the certificate says so by an alert, which arrives as an error.
  return secured.on('error', () => socket.destroy());
}
