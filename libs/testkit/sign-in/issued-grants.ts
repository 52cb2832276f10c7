import { createHash, randomBytes } from 'node:crypto';
import type { Rotation } from './sign-in-calls.js';

/** What a sign-in at an authorize page came to. */
export interface Granted {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly codeChallenge: string;
  readonly nonce: string | null;
  readonly account: string;
}

interface Code extends Granted {
  used: boolean;
  /** Refresh tokens that came of it. */
  readonly family: string[];
}

/** The codes and refresh tokens of a sign-in server, with the rules of RFC 6749 and RFC 7636. */
export class IssuedGrants {
  /** Every code, refresh token and PKCE verifier that there was: what nobody else may ever see. */
  readonly secrets = new Set<string>();
  readonly #codes = new Map<string, Code>();
  readonly #refreshTokens = new Map<string, Granted>();

  code(granted: Granted): string {
    const code = `code-${randomBytes(24).toString('base64url')}`;
    this.secrets.add(code);
    this.#codes.set(code, { ...granted, used: false, family: [] });
    return code;
  }

  /** The grant of a code; null when the code, the client, the address or the verifier is not the right one. */
  redeem(form: URLSearchParams): Granted | null {
    const code = this.#codes.get(form.get('code') ?? '');
    this.secrets.add(form.get('code_verifier') ?? 'no-verifier');
    if (code === undefined) return null;
    if (code.used) {
      // RFC 6749 §4.1.2: what a code that is used twice has given is taken back.
      for (const token of code.family) this.#refreshTokens.delete(token);
      return null;
    }
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    code.used = true;
    const isRight =
      code.clientId === form.get('client_id') &&
      code.redirectUri === form.get('redirect_uri') &&
      code.codeChallenge === challenge;
    return isRight ? code : null;
  }

  refreshToken(granted: Granted): string {
    const token = `refresh-${randomBytes(24).toString('base64url')}`;
    this.secrets.add(token);
    this.#refreshTokens.set(token, granted);
    if ('family' in granted) (granted as Code).family.push(token);
    return token;
  }

  /** The grant of a refresh token, and the one that replaces it; null when it is dead. */
  refresh(token: string, rotation: Rotation): { granted: Granted; next: string | null } | null {
    const granted = this.#refreshTokens.get(token);
    if (granted === undefined) return null;
    if (rotation === 'old-one-dies') this.#refreshTokens.delete(token);
    return { granted, next: rotation === 'none' ? null : this.refreshToken(granted) };
  }

  /** Ends every grant of the account that this token belongs to; false when there is no such token. */
  revoke(token: string): boolean {
    const revoked = this.#refreshTokens.get(token);
    if (revoked === undefined) return false;
    for (const [other, { account }] of this.#refreshTokens) {
      if (account === revoked.account) this.#refreshTokens.delete(other);
    }
    return true;
  }

  revokeAll(): void {
    this.#refreshTokens.clear();
  }
}
