import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { accountPage } from './account-page.js';
import { oauthError } from './answers.js';
import type { Answer } from './answers.js';
import type { AuthorizationCodes } from './authorization-codes.js';

export interface AuthorizeContext {
  codes: AuthorizationCodes;
  subscribers: readonly DemoSubscriber[];
  /** Origins that may receive a code. */
  redirectOrigins: readonly string[];
}

/**
 * The authorization end point (OpenID Connect Core, section 3.1.2). Nobody types a password: the first subscriber is signed in at once, unless
 * `login_hint` names another one or `prompt=select_account` asks who it is.
 */
export function authorize(query: URLSearchParams, context: AuthorizeContext): Answer {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!context.redirectOrigins.includes(URL.parse(redirectUri)?.origin ?? '')) {
    return oauthError('invalid_request', 'redirect_uri is not of the portal');
  }
  const refuse = (error: string, description: string) =>
    back(redirectUri, query, { error, error_description: description });
  if (query.get('response_type') !== 'code') return refuse('unsupported_response_type', 'only "code"');
  const codeChallenge = query.get('code_challenge');
  if (codeChallenge === null || query.get('code_challenge_method') !== 'S256') {
    return refuse('invalid_request', 'PKCE with S256 is required');
  }
  const chosen = chosenSubscriber(query, context.subscribers);
  if (chosen === undefined) {
    return { html: accountPage(query, context.subscribers) };
  }
  const clientId = query.get('client_id') ?? '';
  const nonce = query.get('nonce') ?? undefined;
  const code = context.codes.give({ subscriber: chosen, clientId, redirectUri, codeChallenge, nonce });
  return back(redirectUri, query, { code });
}

function chosenSubscriber(query: URLSearchParams, subscribers: readonly DemoSubscriber[]): DemoSubscriber | undefined {
  const named = (name: string) => {
    const value = query.get(name);
    return subscribers.find((one) => one.subscriberId === value || one.emailAddress === value);
  };
  const picked = named('subscriber');
  if (picked !== undefined || query.get('prompt') === 'select_account') return picked;
  return named('login_hint') ?? subscribers[0];
}

function back(redirectUri: string, query: URLSearchParams, answer: Record<string, string>): Answer {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  const state = query.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return { redirect: url.href };
}
