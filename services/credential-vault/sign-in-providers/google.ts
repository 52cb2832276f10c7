import type { WebEgress } from '@mail-access/egress';
import { askTokenEndpoint, postForm, type TokenError } from './ask-token-endpoint.js';
import { consentedBy, scopesOf, type ConsentTable } from './consent-table.js';
import { readIdToken } from './read-id-token.js';
import type { AuthorizeQuestion, ClientRegistration, RedeemAnswer, SignInProvider } from './sign-in-provider.js';
import type { RefusedTokens } from './token-answer.js';

/** Where Google is. With a base of another (a proxy, a test) everything is there, under the same paths. */
export interface GoogleAddresses {
  readonly authorize: string;
  readonly token: string;
  readonly revoke: string;
  readonly issuers: readonly string[];
}

/** https://accounts.google.com/.well-known/openid-configuration; the issuer without https is that of older id tokens. */
export function googleAddresses(base?: string): GoogleAddresses {
  const issuers = ['https://accounts.google.com', 'accounts.google.com'];
  if (base === undefined) {
    const [accounts, oauth2] = ['https://accounts.google.com', 'https://oauth2.googleapis.com'];
    return { authorize: `${accounts}/o/oauth2/v2/auth`, token: `${oauth2}/token`, revoke: `${oauth2}/revoke`, issuers };
  }
  const root = base.replace(/\/+$/, '');
  return {
    authorize: `${root}/o/oauth2/v2/auth`,
    token: `${root}/token`,
    revoke: `${root}/revoke`,
    issuers: [root, ...issuers],
  };
}

/** https://developers.google.com/identity/protocols/oauth2/scopes */
export const googleScopes: ConsentTable = {
  // Reading, sending, moving to the bin; not deleting for ever, which nothing here does.
  mail: ['https://www.googleapis.com/auth/gmail.modify'],
  contacts: ['https://www.googleapis.com/auth/contacts'],
  calendar: ['https://www.googleapis.com/auth/calendar.events'],
};

/**
 * Sign-in at Google. https://developers.google.com/identity/protocols/oauth2/web-server
 * Refresh tokens are not rotated; one is given at a consent only, hence `prompt=consent`.
 */
export function google(
  egress: Pick<WebEgress, 'post'>,
  client: ClientRegistration,
  addresses: GoogleAddresses,
): SignInProvider {
  const { clientId: client_id, clientSecret: client_secret, redirectUri: redirect_uri } = client;
  return {
    name: 'google',
    authorizeUrl: (question) => authorizeUrl(client, addresses, question),
    // `authorization_response_iss_parameter_supported` of https://accounts.google.com/.well-known/openid-configuration
    namesIssuer: true,
    isIssuer: (iss) => addresses.issuers.includes(iss),
    readError: ({ error }) => (error === 'access_denied' ? 'declined' : 'failed'),
    redeem: async (code, { verifier, nonce }, signal): Promise<RedeemAnswer> => {
      const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri };
      const question = { url: addresses.token, form: { ...form, client_id, client_secret }, verdict };
      const tokens = await askTokenEndpoint(egress, question, signal);
      if (tokens.kind !== 'granted') return tokens;
      const isIssuer = (claims: { iss?: string }): boolean => addresses.issuers.includes(claims.iss ?? '');
      const claims = readIdToken(tokens.idToken, { clientId: client_id, nonce, isIssuer });
      const { sub: subject, email: account, email_verified: isVerified } = claims ?? {};
      if (subject === undefined || typeof account !== 'string' || isVerified !== true) return { kind: 'unproven' };
      return { kind: 'signed-in', tokens, account, subject };
    },
    refresh: (refreshToken, signal) => {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id, client_secret };
      return askTokenEndpoint(egress, { url: addresses.token, form, verdict }, signal);
    },
    revoke: async (refreshToken, signal) => {
      const answer = await postForm(egress, addresses.revoke, { token: refreshToken }, signal);
      if ('kind' in answer) return 'retry';
      // 400: the token is none, or not any more.
      return answer.status === 200 ? 'revoked' : answer.status === 400 ? 'gone' : 'retry';
    },
    consented: (scopes) => consentedBy(googleScopes, scopes),
  };
}

/** `invalid_grant`: withdrawn, expired, six months idle, password changed. */
export function verdict({ error }: TokenError): Omit<RefusedTokens, 'kind'> | null {
  return error === 'invalid_grant' ? { reason: 'invalid-grant', needsAdministrator: false } : null;
}

function authorizeUrl(client: ClientRegistration, addresses: GoogleAddresses, question: AuthorizeQuestion): string {
  const url = new URL(addresses.authorize);
  const parameters = {
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: ['openid', 'email', ...scopesOf(googleScopes, question.scopes)].join(' '),
    state: question.state,
    nonce: question.nonce,
    code_challenge: question.codeChallenge,
    code_challenge_method: 'S256',
    access_type: 'offline',
    prompt: 'consent',
    include_granted_scopes: 'true',
    ...(question.loginHint !== undefined && { login_hint: question.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
