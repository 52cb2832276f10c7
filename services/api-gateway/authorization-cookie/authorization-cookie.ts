import { createHash, randomBytes } from 'node:crypto';
import { SubscriberId, TenantId } from '@mail-access/contracts';
import type { Caller } from '../authentication/caller.js';

/** Whose sign-in a browser says it began; believed by the vault only together with the secret of its row. */
export type CookieOwner = Pick<Caller, 'tenantId' | 'subscriberId'>;

export interface AuthorizationSession {
  readonly owner: CookieOwner;
  /** SHA-256 of the secret, base64url: what the vault knows of it. */
  readonly hash: string;
}

const secretBytes = 32;
const secretPattern = /^[\w-]{43}$/;
/** As long as the vault waits for an answer. */
const maxAgeSeconds = 15 * 60;

/**
 * The cookie that binds a sign-in at a provider to the browser that began it. The provider's answer is a navigation from
 * another site without a token: `Lax` lets the cookie come along there and nowhere else.
 */
export class AuthorizationCookie {
  readonly #name: string;
  readonly #attributes: string;

  constructor(publicUrl: URL) {
    const isSecure = publicUrl.protocol === 'https:';
    // Browsers take a name with this prefix from a secure origin only: nobody on the way can plant one.
    this.#name = `${isSecure ? '__Secure-' : ''}mail-access-authorization`;
    const path = `${publicUrl.pathname.replace(/\/+$/, '')}/v1/authorizations`;
    this.#attributes = `Path=${path}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  /** A new session of this owner: the header that hands it to the browser, and the hash for the vault. */
  begin({ tenantId, subscriberId }: CookieOwner): { readonly header: string; readonly hash: string } {
    const secret = randomBytes(secretBytes).toString('base64url');
    const value = [tenantId, subscriberId, secret].join('.');
    return { header: `${this.#name}=${value}; Max-Age=${maxAgeSeconds}; ${this.#attributes}`, hash: hashOf(secret) };
  }

  /** The header that takes it back. */
  end(): string {
    return `${this.#name}=; Max-Age=0; ${this.#attributes}`;
  }

  /** The session of a `Cookie` header; null when there is none, more than one, or it is not of ours. */
  read(header: string | undefined): AuthorizationSession | null {
    const named = (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${this.#name}=`));
    const [tenantId, subscriberId, secret, ...rest] = (named[0] ?? '').slice(this.#name.length + 1).split('.');
    if (named.length !== 1 || rest.length > 0) return null;
    const owner = ownerOf(tenantId, subscriberId);
    return owner !== null && secretPattern.test(secret ?? '') ? { owner, hash: hashOf(secret ?? '') } : null;
  }
}

/** Two texts that can be ids; null for anything else. */
export function ownerOf(tenantId: string | undefined, subscriberId: string | undefined): CookieOwner | null {
  const [tenant, subscriber] = [TenantId.safeParse(tenantId), SubscriberId.safeParse(subscriberId)];
  return tenant.success && subscriber.success ? { tenantId: tenant.data, subscriberId: subscriber.data } : null;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
