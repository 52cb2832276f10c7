import { randomUUID } from 'node:crypto';
import { AskedWrongly, grantedBy, readAuthorizeRequest } from './authorize-page.js';
import type { Granted } from './issued-grants.js';
import { SignInServer, type Call } from './sign-in-server.js';
import { answerTokenCall, type VendorWays } from './token-answer.js';

export interface ScriptedMicrosoftOptions {
  readonly clientIds: readonly string[];
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** The organisation that everybody here belongs to. */
export const scriptedTenant = '7d5e4f0a-5a0c-4f38-9a8e-2f1c6b7d9e10';

/**
 * The Microsoft identity platform v2, as far as an application sees it: discovery, authorize, token, JWKS, adminconsent.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow and …/v2-admin-consent
 */
export async function scriptedMicrosoft(options: ScriptedMicrosoftOptions): Promise<SignInServer> {
  return await SignInServer.start(async (server, call) => {
    const [, tenant = '', ...rest] = call.url.pathname.split('/');
    const routes: Record<string, () => Promise<void> | void> = {
      'v2.0/.well-known/openid-configuration': () => call.json(200, discovery(server, tenant)),
      'oauth2/v2.0/authorize': () => authorize(server, call, options),
      'oauth2/v2.0/token': () => answerTokenCall(server, call, microsoftWays(server, options)),
      'discovery/v2.0/keys': async () => call.json(200, await server.keySet()),
      'v2.0/adminconsent': () => administrator(server, call, options),
      adminconsent: () => administrator(server, call, options),
    };
    await (routes[rest.join('/')] ?? (() => call.text(404, 'not here')))();
  });
}

/** …/common/v2.0/.well-known/openid-configuration names its issuer with a placeholder. */
function discovery({ url }: SignInServer, tenant: string) {
  const isMany = ['common', 'organizations', 'consumers'].includes(tenant);
  return {
    issuer: `${url}/${isMany ? '{tenantid}' : tenant}/v2.0`,
    authorization_endpoint: `${url}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${url}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${url}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function authorize(server: SignInServer, call: Call, registered: ScriptedMicrosoftOptions): void {
  server.calls.authorize.push(call.url);
  try {
    const { query, redirectUri, state } = readAuthorizeRequest(call, registered);
    const { does } = server.choice;
    if (does === 'declines') return call.sendBack(redirectUri, { state, ...declined });
    if (does === 'may-not-consent') return call.sendBack(redirectUri, { state, ...approvalNeeded });
    const code = server.grants.code(grantedBy(server, query));
    call.sendBack(redirectUri, { state, code, session_state: randomUUID() });
  } catch (error) {
    if (!(error instanceof AskedWrongly)) throw error;
    call.text(400, `AADSTS50011: ${error.message}`);
  }
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const declined = {
  error: 'access_denied',
  error_subcode: 'cancel',
  error_description: 'AADSTS65004: User declined to consent to access the app.',
};
const approvalNeeded = {
  error: 'access_denied',
  error_description:
    'AADSTS90094: The grant requires administrator permission. Trace ID: 0b1c Correlation ID: 1a2b Timestamp: 2026-11-22 17:00:00Z',
};

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent#successful-response */
function administrator(server: SignInServer, call: Call, { redirectUri }: ScriptedMicrosoftOptions): void {
  server.calls.administrator.push(call.url);
  const state = call.url.searchParams.get('state');
  const scope = call.url.searchParams.get('scope');
  if (call.url.searchParams.get('redirect_uri') !== redirectUri) return call.text(400, 'AADSTS50011: redirect_uri');
  if (server.choice.does === 'declines') {
    const error_description = 'AADSTS65004: The resource owner or authorization server denied the request.';
    return call.sendBack(redirectUri, { error: 'access_denied', error_description, admin_consent: 'True', state });
  }
  call.sendBack(redirectUri, { admin_consent: 'True', tenant: scriptedTenant, state, scope });
}

const codes: Readonly<Record<string, number>> = {
  invalid_grant: 70_008,
  interaction_required: 50_076,
  consent_required: 65_001,
  invalid_client: 7_000_215,
};

function microsoftWays(server: SignInServer, { clientIds, clientSecret }: ScriptedMicrosoftOptions): VendorWays {
  return {
    refusal: (error, code = codes[error] ?? 50_000, suberror) => ({
      error,
      error_description: `AADSTS${code}: scripted. Trace ID: 0b1c Correlation ID: 1a2b`,
      error_codes: [code],
      timestamp: '2026-11-22 17:00:00Z',
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      ...(suberror !== undefined && { suberror }),
      ...(error === 'interaction_required' && { claims: '{"access_token":{"capolids":{"essential":true}}}' }),
    }),
    idClaims: ({ account, clientId, nonce }) => ({
      iss: `${server.url}/${scriptedTenant}/v2.0`,
      aud: clientId,
      sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
      oid: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
      tid: scriptedTenant,
      preferred_username: account,
      ver: '2.0',
      ...(nonce !== null && { nonce }),
    }),
    scope: (granted) => shortScopes(granted).join(' '),
    knows: (form) => clientIds.includes(form.get('client_id') ?? '') && form.get('client_secret') === clientSecret,
  };
}

/** The real answer names scopes of Graph without their resource, and leaves `offline_access` out. */
function shortScopes({ scopes }: Granted): string[] {
  return scopes.filter((scope) => scope !== 'offline_access').map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
}
