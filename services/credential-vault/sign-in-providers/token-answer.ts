import type { ReconnectionReason } from '@mail-access/contracts';
import type { Secret } from '@mail-access/secret';

/** Why nobody can say whether a grant is good: nothing of this is the subscriber's business, and all of it may pass. */
export type FaultCause =
  | 'unreachable'
  | 'rate-limited'
  | 'provider-error'
  | 'unintelligible'
  /** The provider does not accept this application's id or secret: the operator's business. */
  | 'client-rejected';

/** What a token end point gave. */
export interface GrantedTokens {
  readonly kind: 'granted';
  readonly accessToken: Secret<string>;
  readonly expiresInSeconds: number;
  /** Absent when there is none, or when the one that was used goes on. */
  readonly refreshToken?: Secret<string>;
  /** As the provider names them; absent when they are those that were asked for. */
  readonly scopes?: readonly string[];
  readonly idToken?: Secret<string>;
}

export interface RefusedTokens {
  readonly kind: 'refused';
  readonly reason: ReconnectionReason;
  /** Nobody but an administrator can change it. */
  readonly needsAdministrator: boolean;
}

export interface TokenFault {
  readonly kind: 'fault';
  readonly cause: FaultCause;
  /** As the provider asked. */
  readonly retryAfterMs?: number;
}

/** How a call of a token end point ended. Only `refused` says something about the grant. */
export type TokenAnswer = GrantedTokens | RefusedTokens | TokenFault;
