import { errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { Problem } from '../problems/problem.js';
import { Claims, entitlement } from './caller.js';
import type { VerifiedToken } from './verified-tokens.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Asymmetric signatures only: with HS256 whoever can read the public key could sign. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const clockToleranceSeconds = 10;

/** Codes that say that the token is bad; whatever else happens, the keys could not be had. */
const badToken: ReadonlySet<string> = new Set([
  errors.JWTClaimValidationFailed.code,
  errors.JWTExpired.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Verifies bearer tokens of one issuer for one audience. */
export class TokenVerifier {
  readonly #verified: VerifiedTokens;

  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly expected: { readonly issuer: string; readonly audience: string },
    verified: VerifiedTokens = new VerifiedTokens(),
  ) {
    this.#verified = verified;
  }

  /**
   * Who the token speaks for. Throws the problems `sign-in-required` (the token is bad) and `sign-in-unavailable` (the
   * issuer's keys cannot be had, so nothing is known about the token).
   */
  async verify(token: string): Promise<VerifiedToken> {
    const known = this.#verified.get(token);
    if (known !== undefined) return known;
    const verified = this.#read(await this.#claims(token));
    this.#verified.set(token, verified);
    return verified;
  }

  async #claims(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        ...this.expected,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      if (badToken.has(codeOf(error))) throw new Problem('sign-in-required', { challenge: 'invalid_token' });
      throw new Problem('sign-in-unavailable', { retryAfterSeconds: 5 }, { cause: error });
    }
  }

  #read(payload: unknown): VerifiedToken {
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw new Problem('sign-in-required', { challenge: 'invalid_token' });
    const { tenant_id: tenantId, subscriber_id: subscriberId, entitlements, exp } = claims.data;
    return { caller: { tenantId, subscriberId, expiresAt: exp * 1_000 }, entitled: entitlements.includes(entitlement) };
  }
}
