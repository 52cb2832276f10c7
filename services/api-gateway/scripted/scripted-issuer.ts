import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';

export const audience = 'mail-access';

export interface ScriptedIssuer extends AsyncDisposable {
  readonly issuer: string;
  /** How often the keys were fetched. */
  readonly fetches: () => number;
  /** While true, the keys cannot be had. */
  down: boolean;
  /** A token of Ada, entitled, for ten minutes; the claims replace or, when undefined, remove its own. */
  token(claims?: JWTPayload, options?: { kid?: string }): Promise<string>;
}

/** An OpenID Connect issuer on the loopback: a discovery document, one ES256 key, and tokens. */
export async function scriptedIssuer(): Promise<ScriptedIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256', use: 'sig' };
  let fetched = 0;
  const scripted = { down: false };
  const server = createServer((request, response) => {
    const documents: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [jwk] },
    };
    const document = documents[request.url ?? ''];
    if (request.url === '/keys') fetched += 1;
    response.statusCode = scripted.down ? 500 : document === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const now = (): number => Math.floor(Date.now() / 1_000);
  return Object.assign(scripted, {
    issuer,
    fetches: () => fetched,
    token: (claims: JWTPayload = {}, { kid = 'first' } = {}) =>
      new SignJWT({
        iss: issuer,
        aud: audience,
        iat: now(),
        exp: now() + 600,
        tenant_id: 'acme',
        subscriber_id: 'ada',
        entitlements: ['mail-access'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
        .sign(privateKey),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
