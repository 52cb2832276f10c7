import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const timeoutMs = 3_000;
const documentLimit = 256 * 1_024;

/** OpenID Connect Discovery 1.0 §3, the part that is needed. */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

async function discoverKeys(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error('the issuer has no discovery document');
  const text = await response.text();
  if (text.length > documentLimit) throw new Error('the discovery document is too large');
  const document = Discovery.parse(JSON.parse(text));
  // §4.3: a document of another issuer must not be used.
  if (document.issuer !== issuer) throw new Error('the discovery document belongs to another issuer');
  return new URL(document.jwks_uri);
}

function remoteKeySet(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, { timeoutDuration: timeoutMs, cooldownDuration: 30_000, cacheMaxAge: 600_000 });
}

/**
 * The issuer's signing keys, fetched when first needed, kept for ten minutes, and fetched again for an unknown key id,
 * twice a minute at most. Rejects when they cannot be had; the next call tries again.
 */
export function issuerKeys(issuer: string, jwksUrl: URL | undefined): JWTVerifyGetKey {
  let keySet: Promise<JWTVerifyGetKey> | undefined = jwksUrl && Promise.resolve(remoteKeySet(jwksUrl));
  const discovered = async (): Promise<JWTVerifyGetKey> => {
    try {
      return remoteKeySet(await discoverKeys(issuer));
    } catch (error) {
      keySet = undefined;
      throw error;
    }
  };
  return async (header, token) => {
    keySet ??= discovered();
    return (await keySet)(header, token);
  };
}
