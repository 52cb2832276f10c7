/** What the page knows of the signed-in subscriber. The claims are for display only: the gateway judges the token. */
export interface Session {
  readonly accessToken: string;
  /** Milliseconds of the Unix epoch; null for a token that does not say. */
  readonly expiresAt: number | null;
  readonly name: string | null;
  readonly locale: string | null;
  /** Tells one subscriber's typed input from another's in the same tab. */
  readonly owner: string;
}

/** Reads what a JWT says of itself (RFC 7519); an opaque token gives a session without a name or an end. */
export function sessionOf(accessToken: string): Session {
  const claims = claimsOf(accessToken);
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : null);
  const expires = claims['exp'];
  return {
    accessToken,
    expiresAt: typeof expires === 'number' ? expires * 1_000 : null,
    name: text('name'),
    locale: text('locale'),
    owner: `${text('tenant_id') ?? ''}/${text('subscriber_id') ?? text('sub') ?? ''}`,
  };
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
