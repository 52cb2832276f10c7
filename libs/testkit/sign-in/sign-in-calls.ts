/** A call of the token end point, as it came in. */
export interface TokenCall {
  readonly grantType: string;
  readonly clientId: string;
  /** Of `performance.now()`. */
  readonly at: number;
  /** The access token that it was answered with; undefined when it was not answered with one. */
  accessToken?: string;
  /** When that was, of `performance.now()`. */
  answeredAt?: number;
}

/** Everything that was asked of a sign-in server. */
export interface SignInCalls {
  readonly authorize: URL[];
  readonly token: TokenCall[];
  readonly revoke: string[];
  readonly administrator: URL[];
}

/** What the person at the browser does on the provider's page. */
export type Choice =
  | { readonly does: 'agrees' }
  /** Google lets people untick scopes; `granted` are those that stay. */
  | { readonly does: 'agrees-in-part'; readonly granted: (scope: string) => boolean }
  | { readonly does: 'declines' }
  /** Microsoft: the organisation lets nobody but an administrator consent. */
  | { readonly does: 'may-not-consent' };

/** What a sign-in server does to a call of the token or revocation end point instead of answering it well. */
export type SignInFault =
  /** Answers with this status; `retryAfter` as the header has it. */
  | { readonly status: number; readonly retryAfter?: string }
  /** Refuses with an OAuth error, as the vendor writes it. */
  | { readonly error: string; readonly code?: number; readonly suberror?: string }
  /** Answers well, so many milliseconds later. */
  | { readonly delayMs: number }
  /** Answers well but for claims of the id token. */
  | { readonly claims: Readonly<Record<string, unknown>> }
  | 'garbage'
  | 'endless'
  | 'redirect'
  | 'hang-up'
  | 'no-refresh-token'
  | 'no-id-token';

/** What becomes of refresh tokens when one is used. */
export type Rotation = 'none' | 'old-one-lives' | 'old-one-dies';
