import type { ConsentScope, OAuthProvider } from '@mail-access/contracts';
import type { Secret } from '@mail-access/secret';
import type { Revocation } from './revoke-at-provider.js';
import type { GrantedTokens, RefusedTokens, TokenAnswer, TokenFault } from './token-answer.js';

/** What an application is registered as at a provider, and where the provider is. */
export interface ClientRegistration {
  readonly clientId: string;
  readonly clientSecret: Secret<string>;
  /** The one address that answers come back to; registered there, character for character. */
  readonly redirectUri: string;
}

export interface AuthorizeQuestion {
  readonly state: string;
  readonly nonce: string;
  /** S256 of the verifier (RFC 7636). */
  readonly codeChallenge: string;
  readonly scopes: readonly ConsentScope[];
  readonly loginHint?: string | undefined;
}

/** Who signed in. The address is to be shown, and says nothing of who it is: it may be changed, or given to another. */
export interface SignedInAccount {
  readonly account: string;
  /** Google's `sub`, Microsoft's `tid` and `oid`: of nobody else, ever. */
  readonly subject: string;
}

/** What a code was good for. `unproven`: the tokens came with no id token that belongs to this sign-in. */
export type RedeemAnswer =
  | ({ readonly kind: 'signed-in'; readonly tokens: GrantedTokens } & SignedInAccount)
  | { readonly kind: 'unproven' }
  | RefusedTokens
  | TokenFault;

/** What came back in the address instead of a code. */
export interface AuthorizeError {
  readonly error: string;
  readonly description?: string | undefined;
}

/** Google, Microsoft: what differs between them. Nothing here keeps anything. */
export interface SignInProvider {
  readonly name: OAuthProvider;
  authorizeUrl(question: AuthorizeQuestion): string;
  /** RFC 9207: whether each answer of this provider names it in `iss`, as its discovery document says. */
  readonly namesIssuer: boolean;
  /** RFC 9207: whether the `iss` of an answer is this provider. */
  isIssuer(iss: string): boolean;
  readError(error: AuthorizeError): 'declined' | 'admin-consent-required' | 'failed';
  redeem(code: string, proof: { verifier: string; nonce: string }, signal: AbortSignal): Promise<RedeemAnswer>;
  refresh(refreshToken: Secret<string>, signal: AbortSignal): Promise<TokenAnswer>;
  revoke(refreshToken: Secret<string>, signal: AbortSignal): Promise<Revocation>;
  /** Which of ours the provider's scopes come to. */
  consented(scopes: readonly string[]): ConsentScope[];
  /** Where an administrator consents for everybody; absent where a provider has no such page. */
  readonly adminConsentUrl?: (state: string, scopes: readonly ConsentScope[]) => string;
}
