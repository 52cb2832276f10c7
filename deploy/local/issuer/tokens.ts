import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import type { SigningKey } from './signing-key.js';

export const accessTokenSeconds = 3600;
const refreshAudience = 'refresh';

/** Signs and reads the issuer's tokens. */
export class Tokens {
  constructor(
    private readonly issuer: string,
    private readonly audience: string,
    private readonly key: SigningKey,
  ) {}

  /** What the gateway takes; claims as its token verifier reads them. */
  access(subscriber: DemoSubscriber, seconds: number): Promise<string> {
    const claims = {
      tenant_id: subscriber.tenantId,
      subscriber_id: subscriber.subscriberId,
      entitlements: subscriber.entitlements,
      ...profile(subscriber),
    };
    return this.sign(subscriber, claims, this.audience, seconds);
  }

  identity(subscriber: DemoSubscriber, clientId: string, nonce: string | undefined): Promise<string> {
    const claims = { ...profile(subscriber), ...(nonce === undefined ? {} : { nonce }) };
    return this.sign(subscriber, claims, clientId, accessTokenSeconds);
  }

  refresh(subscriber: DemoSubscriber): Promise<string> {
    return this.sign(subscriber, {}, refreshAudience, 30 * 86_400);
  }

  /** The subject of a refresh token of ours. Throws when it is not one. */
  async readRefresh(token: string): Promise<string | undefined> {
    const { payload } = await jwtVerify(token, this.key.publicKey, { issuer: this.issuer, audience: refreshAudience });
    return payload.sub;
  }

  private sign(subscriber: DemoSubscriber, claims: JWTPayload, audience: string, seconds: number): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: this.key.publicJwk.kid, typ: 'JWT' })
      .setIssuer(this.issuer)
      .setSubject(`${subscriber.tenantId}/${subscriber.subscriberId}`)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(this.key.privateKey);
  }
}

function profile({ name, language, emailAddress }: DemoSubscriber): JWTPayload {
  return { name, locale: language, email: emailAddress };
}
