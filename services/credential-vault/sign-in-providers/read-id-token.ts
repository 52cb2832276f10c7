import type { Secret } from '@mail-access/secret';
import { decodeJwt, type JWTPayload } from 'jose';

/** What an id token must say. */
export interface ExpectedIdToken {
  readonly clientId: string;
  readonly nonce: string;
  readonly isIssuer: (claims: JWTPayload) => boolean;
}

const clockToleranceSeconds = 60;

/**
 * The claims of an id token that came straight from the token end point; null when one of them is not what was expected.
 * The server's certificate stands for the signature there (OpenID Connect Core 1.0 §3.1.3.7, rule 6).
 */
export function readIdToken(idToken: Secret<string> | undefined, expected: ExpectedIdToken): JWTPayload | null {
  const claims = idToken === undefined ? null : claimsOf(idToken.reveal());
  if (claims === null || !expected.isIssuer(claims)) return null;
  const now = Date.now() / 1_000;
  const audience = [claims.aud].flat();
  const isForUs =
    audience.includes(expected.clientId) &&
    (audience.length === 1 || claims['azp'] === expected.clientId) &&
    (claims['azp'] === undefined || claims['azp'] === expected.clientId);
  const isOfNow = claims.exp !== undefined && claims.exp > now - clockToleranceSeconds;
  return isForUs && isOfNow && claims['nonce'] === expected.nonce && typeof claims.sub === 'string' ? claims : null;
}

function claimsOf(idToken: string): JWTPayload | null {
  try {
    return decodeJwt(idToken);
  } catch {
    return null;
  }
}
