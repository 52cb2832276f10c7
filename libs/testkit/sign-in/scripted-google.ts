import { createHash, createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { AskedWrongly, grantedBy, readAuthorizeRequest } from './authorize-page.js';
import type { Granted } from './issued-grants.js';
import { SignInServer, type Call } from './sign-in-server.js';
import { answerTokenCall, type VendorWays } from './token-answer.js';

export interface ScriptedGoogleOptions {
  readonly clientIds: readonly string[];
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** A service account with domain-wide delegation: its e-mail, its public key, and the scopes that the domain gave it. */
  readonly serviceAccount?: {
    readonly email: string;
    readonly publicKeyPem: string;
    readonly scopes: readonly string[];
  };
}

/**
 * Google's sign-in server, as far as an application sees it: discovery, authorize, token, revoke, tokeninfo, JWKS.
 * https://developers.google.com/identity/protocols/oauth2/web-server and …/openid-connect/openid-connect
 */
export async function scriptedGoogle(options: ScriptedGoogleOptions): Promise<SignInServer> {
  return await SignInServer.start(async (server, call) => {
    const routes: Record<string, () => Promise<void> | void> = {
      '/.well-known/openid-configuration': () => call.json(200, discovery(server)),
      '/o/oauth2/v2/auth': () => authorize(server, call, options),
      '/token': () => answerTokenCall(server, call, googleWays(server, options)),
      '/revoke': () => revoke(server, call),
      '/tokeninfo': () => tokenInfo(server, call),
      '/oauth2/v3/certs': async () => call.json(200, await server.keySet()),
    };
    await (routes[call.url.pathname] ?? (() => call.text(404, 'not here')))();
  });
}

/** https://accounts.google.com/.well-known/openid-configuration, November 2026, with the addresses of this server. */
function discovery({ url }: SignInServer) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/o/oauth2/v2/auth`,
    token_endpoint: `${url}/token`,
    revocation_endpoint: `${url}/revoke`,
    jwks_uri: `${url}/oauth2/v3/certs`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['plain', 'S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function authorize(server: SignInServer, call: Call, registered: ScriptedGoogleOptions): void {
  server.calls.authorize.push(call.url);
  try {
    const { query, redirectUri, state } = readAuthorizeRequest(call, registered);
    const common = { state, iss: server.url };
    if (server.choice.does === 'declines') return call.sendBack(redirectUri, { ...common, error: 'access_denied' });
    const granted = grantedBy(server, query);
    const code = server.grants.code(granted);
    call.sendBack(redirectUri, { ...common, code, scope: granted.scopes.join(' '), authuser: '0', prompt: 'consent' });
  } catch (error) {
    if (!(error instanceof AskedWrongly)) throw error;
    call.text(400, `Error 400: ${error.message}`);
  }
}

function googleWays(server: SignInServer, options: ScriptedGoogleOptions): VendorWays {
  return {
    refusal: (error) => ({
      error,
      ...(error === 'invalid_grant' && { error_description: 'Token has been expired or revoked.' }),
    }),
    idClaims: ({ account, clientId, nonce }) => ({
      iss: server.url,
      aud: clientId,
      azp: clientId,
      sub: subjectOf(account),
      email: account,
      email_verified: true,
      ...(nonce !== null && { nonce }),
    }),
    scope: ({ scopes }) => scopes.join(' '),
    knows: (form) =>
      form.has('assertion') ||
      (options.clientIds.includes(form.get('client_id') ?? '') && form.get('client_secret') === options.clientSecret),
    otherGrant: (form) => delegated(server, form, options),
  };
}

/** Of one account, whatever its address is called at other times; 20 digits, as Google's. */
function subjectOf(account: string): string {
  return BigInt(`0x${createHash('sha256').update(account).digest('hex')}`)
    .toString()
    .slice(0, 20);
}

/** https://developers.google.com/identity/protocols/oauth2/service-account#httprest: RFC 7523 with `sub` as the mailbox. */
async function delegated(
  server: SignInServer,
  form: URLSearchParams,
  options: ScriptedGoogleOptions,
): Promise<Granted | null> {
  const { serviceAccount } = options;
  if (serviceAccount === undefined || form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer')
    return null;
  const key = createPublicKey(serviceAccount.publicKeyPem);
  const expected = { issuer: serviceAccount.email, audience: `${server.url}/token`, algorithms: ['RS256'] };
  const verified = await jwtVerify(form.get('assertion') ?? '', key, expected).catch(() => null);
  const asked = verified?.payload['scope'];
  const scopes = typeof asked === 'string' ? asked.split(' ') : [];
  if (verified === null || !scopes.every((scope) => serviceAccount.scopes.includes(scope))) return null;
  const account = verified.payload.sub ?? '';
  return { clientId: serviceAccount.email, redirectUri: '', scopes, codeChallenge: '', nonce: null, account };
}

/** https://developers.google.com/identity/protocols/oauth2/web-server#tokenrevoke */
async function revoke(server: SignInServer, call: Call): Promise<void> {
  const token = call.form.get('token') ?? '';
  server.calls.revoke.push(token);
  if (await call.misbehave(server.takeFault())) return;
  if (server.grants.revoke(token)) return call.json(200, {});
  call.json(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
}

/** Says whether an access token was given out here, as IMAP servers in tests ask. */
function tokenInfo(server: SignInServer, call: Call): void {
  const token = call.url.searchParams.get('access_token');
  const isOurs = server.calls.token.some(({ accessToken }) => accessToken !== undefined && accessToken === token);
  if (isOurs) call.json(200, { active: true, email: server.account, expires_in: server.expiresInSeconds });
  else call.json(400, { error: 'invalid_token' });
}
