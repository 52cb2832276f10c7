import type { SignInServer } from '@mail-access/testkit';

/** A browser at the portal, for one subscriber. */
export interface Browser {
  readonly url: string;
  readonly token: string;
  /** Everything that the gateway answered, but the address of the provider, which must hold the state. */
  readonly answers: string[];
}

export type Provider = 'google' | 'microsoft';

/** What may come of a sign-in: how the provider, or the person there, is; each gives how the gateway said that it ended. */
export const signIns: Readonly<Record<string, (server: SignInServer) => void>> = {
  authorized: () => undefined,
  declined: (server) => {
    server.choice = { does: 'declines' };
  },
  'provider-unavailable': (server) => server.meets({ status: 503 }),
  'no-lasting-access': (server) => server.meets('no-refresh-token'),
};

/** Goes to the provider and comes back; gives the authorization and its outcome. */
export async function signIn(
  browser: Browser,
  provider: Provider,
  server: SignInServer,
): Promise<{ readonly authorizationId: string; readonly outcome: string | null }> {
  const begun = await fetch(`${browser.url}/v1/authorizations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${browser.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ provider }),
  });
  const { authorizationId, authorizeUrl } = (await begun.json()) as { authorizationId: string; authorizeUrl: string };
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const back = await server.visit(authorizeUrl);
  const ended = await fetch(back, { redirect: 'manual', headers: { accept: 'text/html', cookie } });
  const location = ended.headers.get('location') ?? '';
  browser.answers.push(JSON.stringify([...ended.headers]), await ended.text());
  const shown = await fetch(`${browser.url}/v1/authorizations/${authorizationId}`, {
    headers: { authorization: `Bearer ${browser.token}` },
  });
  browser.answers.push(await shown.text());
  return { authorizationId, outcome: new URL(location, browser.url).searchParams.get('outcome') };
}

/** Codes, verifiers and tokens: what nobody may see but gateway, vault and provider. */
export function secretsOf(servers: readonly SignInServer[]): string[] {
  return servers.flatMap(({ calls, grants }) => [
    ...grants.secrets,
    ...calls.token.flatMap(({ accessToken }) => accessToken ?? []),
  ]);
}

/** States and nonces: they stand in the address that the browser is sent to, and open nothing without what it keeps. */
export function statesOf(servers: readonly SignInServer[]): string[] {
  const addresses = servers.flatMap(({ calls }) => calls.authorize);
  return addresses.flatMap((url) => ['state', 'nonce'].flatMap((name) => url.searchParams.get(name) ?? []));
}
