import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const audience = 'mail-access';

/** The keys of an issuer on the loopback, and tokens of as many subscribers as are wanted. */
export async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => response.end(keys)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (subscriber: number): Promise<string> =>
    new SignJWT({ tenant_id: 'acme', subscriber_id: `s${subscriber}`, entitlements: ['mail-access'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('1h')
      .sign(privateKey);
  return {
    issuer,
    jwksUrl: `${issuer}/keys`,
    tokens: (count: number) => Promise.all(Array.from({ length: count }, (_, index) => token(index))),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
