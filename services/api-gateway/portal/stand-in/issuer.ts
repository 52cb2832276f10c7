interface IssuerAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

interface TokenClaims {
  readonly name?: string;
  readonly subscriber_id?: string;
  readonly locale?: string;
  /** Seconds from now. */
  readonly lifetime?: number;
}

/** A token that reads like one; nothing here checks a signature. */
export function accessToken({ lifetime = 3_600, ...claims }: TokenClaims = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const subscriber = { sub: 'sub-1', tenant_id: 'tenant', subscriber_id: 'sub-1', name: 'Ève Tremblay', ...claims };
  return `${part({ alg: 'none' })}.${part({ ...subscriber, exp: Math.floor(Date.now() / 1_000) + lifetime })}.c2ln`;
}

/** Answers the calls of an OpenID Connect sign-in, at once and without asking anybody. Null for any other call. */
export function answerAsIssuer(url: URL, body: string, issuer: string): IssuerAnswer | null {
  const json = (value: unknown) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      });
    case '/authorize': {
      const answer = new URL(url.searchParams.get('redirect_uri') ?? issuer);
      answer.searchParams.set('state', url.searchParams.get('state') ?? '');
      const challenged = url.searchParams.get('code_challenge_method') === 'S256';
      answer.searchParams.set(challenged ? 'code' : 'error', challenged ? 'code-1' : 'invalid_request');
      return { status: 302, headers: { location: answer.href }, body: '' };
    }
    case '/token': {
      const form = new URLSearchParams(body);
      if (form.get('code') !== 'code-1' || !form.get('code_verifier')) return { ...json({}), status: 400 };
      const tokens = { access_token: accessToken(), id_token: accessToken(), token_type: 'Bearer', expires_in: 3_600 };
      return json(tokens);
    }
    default:
      return null;
  }
}
