import type { DemoSubscriber } from '../start/demo-subscribers.js';
import { oauthError } from './answers.js';
import type { Answer } from './answers.js';
import type { AuthorizationCodes } from './authorization-codes.js';
import { accessTokenSeconds } from './tokens.js';
import type { Tokens } from './tokens.js';

/** The token end point: a code with its PKCE verifier, or a refresh token (RFC 6749, sections 4.1.3 and 6; RFC 7636, section 4.5). */
export async function exchangeToken(
  form: URLSearchParams,
  context: { codes: AuthorizationCodes; tokens: Tokens; subscribers: readonly DemoSubscriber[] },
): Promise<Answer> {
  const { codes, tokens, subscribers } = context;
  const field = (name: string) => form.get(name) ?? '';
  if (form.get('grant_type') === 'authorization_code') {
    const grant = codes.exchange(field('code'), field('redirect_uri'), field('code_verifier'));
    if (grant === undefined) return oauthError('invalid_grant', 'the code is unknown, spent, or of another client');
    const identity = await tokens.identity(grant.subscriber, grant.clientId, grant.nonce);
    return issued(tokens, grant.subscriber, identity);
  }
  if (form.get('grant_type') === 'refresh_token') {
    const subject = await tokens.readRefresh(field('refresh_token')).catch(() => undefined);
    const subscriber = subscribers.find((one) => `${one.tenantId}/${one.subscriberId}` === subject);
    if (subscriber === undefined) return oauthError('invalid_grant', 'the refresh token is not valid');
    return issued(tokens, subscriber, await tokens.identity(subscriber, field('client_id'), undefined));
  }
  return oauthError('unsupported_grant_type', 'only authorization_code and refresh_token');
}

async function issued(tokens: Tokens, subscriber: DemoSubscriber, identity: string): Promise<Answer> {
  return {
    json: {
      access_token: await tokens.access(subscriber, accessTokenSeconds),
      token_type: 'Bearer',
      expires_in: accessTokenSeconds,
      id_token: identity,
      refresh_token: await tokens.refresh(subscriber),
      scope: 'openid profile',
    },
  };
}
