import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { oauthError, readForm, sendAnswer } from './answers.js';
import type { Answer } from './answers.js';
import { AuthorizationCodes } from './authorization-codes.js';
import { authorize } from './authorize.js';
import { exchangeToken } from './exchange-token.js';
import { loadSigningKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';
import { Tokens } from './tokens.js';

/** A small OpenID Connect issuer for the local run: it knows the demo subscribers and asks nobody for a password. */
export interface Issuer {
  issuer: string;
  jwksUrl: string;
  audience: string;
  /** A token for the gateway. */
  accessToken(subscriber: DemoSubscriber, seconds: number): Promise<string>;
  close(): Promise<void>;
}

const audience = 'mail-access';

/** Listens on 127.0.0.1. Codes go to `redirectOrigins` only. */
export async function startIssuer(options: {
  port: number;
  keyFile: string;
  subscribers: readonly DemoSubscriber[];
  redirectOrigins: readonly string[];
}): Promise<Issuer> {
  const key = await loadSigningKey(options.keyFile);
  const issuer = `http://localhost:${options.port}`;
  const tokens = new Tokens(issuer, audience, key);
  const context = { ...options, issuer, key, tokens, codes: new AuthorizationCodes() };
  const server = createServer((request, response) => {
    // Browsers ask from the portal's origin; there is nothing here that a cookie would protect.
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    route(request, context).then(
      (answer) => sendAnswer(response, answer),
      () => sendAnswer(response, oauthError('server_error', 'the request cannot be read')),
    );
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    audience,
    accessToken: (subscriber, seconds) => tokens.access(subscriber, seconds),
    close,
  };
}

interface Context {
  issuer: string;
  key: SigningKey;
  tokens: Tokens;
  codes: AuthorizationCodes;
  subscribers: readonly DemoSubscriber[];
  redirectOrigins: readonly string[];
}

async function route(request: IncomingMessage, context: Context): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', context.issuer);
  switch (`${request.method} ${pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return { json: discoveryDocument(context.issuer) };
    case 'GET /jwks':
      return { json: { keys: [context.key.publicJwk] } };
    case 'GET /authorize':
      return authorize(searchParams, context);
    case 'POST /token':
      return exchangeToken(await readForm(request), context);
    case 'GET /end-session':
      return endSession(searchParams, context.redirectOrigins);
    default:
      if (request.method === 'OPTIONS') return { json: {}, status: 200 };
      return { status: 404, json: { error: 'not_found' } };
  }
}

/** OpenID Connect RP-Initiated Logout 1.0, section 2; there is no session to end. */
function endSession(query: URLSearchParams, origins: readonly string[]): Answer {
  const target = URL.parse(query.get('post_logout_redirect_uri') ?? '');
  if (target === null || !origins.includes(target.origin))
    return oauthError('invalid_request', 'the page to return to is not of the portal');
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { redirect: target.href };
}

/** OpenID Connect Discovery 1.0, section 3. */
function discoveryDocument(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    end_session_endpoint: `${issuer}/end-session`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile'],
    token_endpoint_auth_methods_supported: ['none'],
    prompt_values_supported: ['none', 'select_account'],
  };
}
