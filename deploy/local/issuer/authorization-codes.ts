import { createHash, randomBytes } from 'node:crypto';
import type { DemoSubscriber } from '../start/demo-subscribers.js';

/** What a code stands for until it is exchanged. */
export interface Grant {
  subscriber: DemoSubscriber;
  clientId: string;
  redirectUri: string;
  /** S256 of RFC 7636, section 4.2. */
  codeChallenge: string;
  nonce: string | undefined;
}

const lifetimeMs = 60_000;

/** Codes that were given and not yet exchanged; each counts once and for a minute (RFC 6749, section 4.1.2). */
export class AuthorizationCodes {
  readonly #grants = new Map<string, Grant & { until: number }>();

  give(grant: Grant): string {
    const now = Date.now();
    for (const [code, { until }] of this.#grants) if (until < now) this.#grants.delete(code);
    const code = randomBytes(32).toString('base64url');
    this.#grants.set(code, { ...grant, until: now + lifetimeMs });
    return code;
  }

  /** The grant, when the code is known and the verifier fits its challenge; the code is spent either way. */
  exchange(code: string, redirectUri: string, verifier: string): Grant | undefined {
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (grant === undefined || grant.until < Date.now() || grant.redirectUri !== redirectUri) return undefined;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return challenge === grant.codeChallenge ? grant : undefined;
  }
}
