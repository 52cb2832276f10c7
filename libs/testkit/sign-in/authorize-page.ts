import type { Granted } from './issued-grants.js';
import type { Call, SignInServer } from './sign-in-server.js';

/** Why an authorize page does not send the person back: the application asked wrongly. */
export class AskedWrongly extends Error {}

/** Where an authorize request wants its answer, after everything in it that a vendor insists on was looked at. */
export function readAuthorizeRequest(call: Call, registered: { clientIds: readonly string[]; redirectUri: string }) {
  const query = call.url.searchParams;
  const insist = (isRight: boolean, what: string): void => {
    if (!isRight) throw new AskedWrongly(what);
  };
  insist(registered.clientIds.includes(query.get('client_id') ?? ''), 'client_id');
  insist(query.get('redirect_uri') === registered.redirectUri, 'redirect_uri_mismatch');
  insist(query.get('response_type') === 'code', 'response_type');
  insist(query.get('code_challenge_method') === 'S256', 'code_challenge_method');
  insist((query.get('code_challenge') ?? '').length === 43, 'code_challenge');
  return { query, redirectUri: registered.redirectUri, state: query.get('state') };
}

/** What the person who signs in grants of what was asked. */
export function grantedBy(server: SignInServer, query: URLSearchParams): Granted {
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const { choice } = server;
  return {
    clientId: query.get('client_id') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    scopes: choice.does === 'agrees-in-part' ? asked.filter((scope) => choice.granted(scope)) : asked,
    codeChallenge: query.get('code_challenge') ?? '',
    nonce: query.get('nonce'),
    account: query.get('login_hint') ?? server.account,
  };
}
