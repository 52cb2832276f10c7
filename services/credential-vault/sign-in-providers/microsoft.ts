import type { WebEgress } from '@mail-access/egress';
import type { JWTPayload } from 'jose';
import { askTokenEndpoint, type TokenError } from './ask-token-endpoint.js';
import { consentedBy, scopesOf, type ConsentTable } from './consent-table.js';
import { readIdToken } from './read-id-token.js';
import type {
  AuthorizeError,
  AuthorizeQuestion,
  ClientRegistration,
  RedeemAnswer,
  SignInProvider,
} from './sign-in-provider.js';
import type { GrantedTokens, RefusedTokens } from './token-answer.js';

/** Where the Microsoft identity platform is, and the Graph that its scopes are of; national clouds have their own. */
export interface MicrosoftAddresses {
  readonly login: string;
  readonly graph: string;
}

export function microsoftAddresses(login?: string, graph?: string): MicrosoftAddresses {
  const tidy = (url: string): string => url.replace(/\/+$/, '');
  return {
    login: tidy(login ?? 'https://login.microsoftonline.com'),
    graph: tidy(graph ?? 'https://graph.microsoft.com'),
  };
}

/** https://learn.microsoft.com/graph/permissions-reference, delegated */
const scopes: ConsentTable = {
  mail: ['Mail.ReadWrite', 'Mail.Send'],
  contacts: ['Contacts.ReadWrite'],
  calendar: ['Calendars.ReadWrite'],
};

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const needAdministrator = [65_001, 90_093, 90_094, 90_095, 90_097];
/** Errors that Microsoft names `invalid_grant` and that pass: throttling, loops, a directory that cannot be reached. */
const transient = [50_196, 90_006, 90_012, 90_033, 90_036, 90_055];

/**
 * Sign-in at Microsoft, in whatever organisation, or at Outlook.com.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 * Each use of a refresh token gives another one; the old one goes on working until it expires.
 */
export function microsoft(
  egress: Pick<WebEgress, 'post'>,
  client: ClientRegistration,
  addresses: MicrosoftAddresses,
): SignInProvider {
  const { clientId: client_id, clientSecret: client_secret, redirectUri: redirect_uri } = client;
  const url = `${addresses.login}/common/oauth2/v2.0/token`;
  return {
    name: 'microsoft',
    authorizeUrl: (question) => authorizeUrl(client, addresses, question),
    namesIssuer: false,
    isIssuer: (iss) => issuerPattern(addresses).test(iss),
    readError,
    redeem: async (code, { verifier, nonce }, signal): Promise<RedeemAnswer> => {
      const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri };
      const question = { url, form: { ...form, client_id, client_secret }, verdict };
      const tokens = await askTokenEndpoint(egress, question, signal);
      if (tokens.kind !== 'granted') return tokens;
      const isIssuer = (claims: JWTPayload): boolean => isIssuerOf(claims, addresses);
      const claims = readIdToken(tokens.idToken, { clientId: client_id, nonce, isIssuer });
      return signedIn(tokens, claims ?? {});
    },
    refresh: (refreshToken, signal) => {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id, client_secret };
      return askTokenEndpoint(egress, { url, form, verdict }, signal);
    },
    // There is no end point for one application's refresh token; revokeSignInSessions would sign the person out everywhere.
    revoke: async () => 'gone',
    consented: (granted) => consentedBy(scopes, granted),
    adminConsentUrl: (state, asked) => adminConsentUrl(client, addresses, state, scopesOf(scopes, asked)),
  };
}

/** The issuer names the organisation: `…/<its id>/v2.0`. A base of another than Microsoft may stand for Microsoft. */
function issuerPattern({ login }: MicrosoftAddresses): RegExp {
  const hosts = [login, 'https://login.microsoftonline.com'].map((host) => host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?:${hosts.join('|')})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/v2\\.0$`);
}

/** https://learn.microsoft.com/entra/identity-platform/access-tokens#multitenant-applications: issuer and `tid` agree. */
function isIssuerOf({ iss, tid }: JWTPayload, addresses: MicrosoftAddresses): boolean {
  const organisation = issuerPattern(addresses).exec(iss ?? '')?.[1];
  return organisation !== undefined && organisation === tid;
}

/**
 * An organisation may write any address into `email` and `preferred_username`, another's too: `tid` and `oid` are who it is.
 * https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
function signedIn(tokens: GrantedTokens, { tid, oid, email, preferred_username }: JWTPayload): RedeemAnswer {
  const account = email ?? preferred_username;
  if (typeof account !== 'string' || typeof tid !== 'string' || typeof oid !== 'string') return { kind: 'unproven' };
  return { kind: 'signed-in', tokens, account, subject: `${tid}/${oid}` };
}

export function verdict({ error, error_codes: codes = [], suberror }: TokenError): Omit<RefusedTokens, 'kind'> | null {
  if (codes.some((code) => transient.includes(code))) return null;
  const needsAdministrator = codes.some((code) => needAdministrator.includes(code));
  if (needsAdministrator || error === 'consent_required' || suberror === 'consent_required') {
    return { reason: 'consent-required', needsAdministrator };
  }
  if (error === 'interaction_required' || error === 'login_required') {
    return { reason: 'interaction-required', needsAdministrator: false };
  }
  return error === 'invalid_grant' ? { reason: 'invalid-grant', needsAdministrator: false } : null;
}

/** The description of an error in an address begins with its number; the number is the vendor's contract, the text is not. */
function readError({ error, description }: AuthorizeError): 'declined' | 'admin-consent-required' | 'failed' {
  const code = Number(/^AADSTS(\d{1,9})\b/.exec(description ?? '')?.[1]);
  if (needAdministrator.includes(code) || error === 'consent_required') return 'admin-consent-required';
  return error === 'access_denied' ? 'declined' : 'failed';
}

function authorizeUrl(client: ClientRegistration, addresses: MicrosoftAddresses, question: AuthorizeQuestion): string {
  const url = new URL(`${addresses.login}/common/oauth2/v2.0/authorize`);
  const ofGraph = scopesOf(scopes, question.scopes).map((scope) => `${addresses.graph}/${scope}`);
  const parameters = {
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    response_mode: 'query',
    scope: ['openid', 'profile', 'email', 'offline_access', ...ofGraph].join(' '),
    state: question.state,
    nonce: question.nonce,
    code_challenge: question.codeChallenge,
    code_challenge_method: 'S256',
    ...(question.loginHint !== undefined && { login_hint: question.loginHint }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent */
function adminConsentUrl(
  client: ClientRegistration,
  { login, graph }: MicrosoftAddresses,
  state: string,
  asked: readonly string[],
): string {
  const url = new URL(`${login}/organizations/v2.0/adminconsent`);
  url.searchParams.set('client_id', client.clientId);
  url.searchParams.set('redirect_uri', client.redirectUri);
  url.searchParams.set('state', state);
  url.searchParams.set('scope', asked.map((scope) => `${graph}/${scope}`).join(' '));
  return url.href;
}
