import type { Language } from '@mail-access/contracts';
import type { UserManager } from 'oidc-client-ts';
import { getPortalConfiguration } from '../api/portal-configuration.js';

/**
 * Sign-in with OpenID Connect: authorization code with PKCE (RFC 7636), at the issuer that the gateway names. The
 * library is loaded only when it is needed: a page with a valid token never fetches it.
 */
let manager: Promise<UserManager> | undefined;

function userManager(): Promise<UserManager> {
  manager ??= createUserManager();
  // A failure (the gateway was away) must not be remembered.
  manager.catch(() => (manager = undefined));
  return manager;
}

async function createUserManager(): Promise<UserManager> {
  const [{ UserManager, WebStorageStateStore }, { issuer, clientId, scope }] = await Promise.all([
    import('oidc-client-ts'),
    getPortalConfiguration(),
  ]);
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    // The one address of the mailbox: the help has others, which an issuer would not know.
    redirect_uri: `${location.origin}/`,
    post_logout_redirect_uri: `${location.origin}/`,
    response_type: 'code',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    // Renewal runs when a token is needed (`renewToken`), with the refresh token: a hidden frame would need third-party cookies.
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
  });
}

/** Leaves the page for the issuer. `anotherAccount` makes the issuer ask who signs in. */
export async function beginSignIn(language: Language, anotherAccount: boolean): Promise<void> {
  const users = await userManager();
  await users.signinRedirect({ ui_locales: language, ...(anotherAccount ? { prompt: 'select_account' } : {}) });
}

/** Whether this address is the issuer's answer to `beginSignIn`. */
export function isSignInAnswer(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Exchanges the code of the issuer's answer for an access token. Throws when the answer is a refusal or is not ours. */
export async function completeSignIn(): Promise<string> {
  const address = location.href;
  // Removed before anything can fail: a reload must not send a used code again.
  history.replaceState(history.state, '', location.pathname);
  const users = await userManager();
  return (await users.signinRedirectCallback(address)).access_token;
}

/** A fresh access token by the refresh token (RFC 6749, section 6), or null when there is none or it is refused. */
export async function renewToken(): Promise<string | null> {
  try {
    const users = await userManager();
    const user = await users.getUser();
    if (!user?.refresh_token) return null;
    return (await users.signinSilent())?.access_token ?? null;
  } catch {
    return null;
  }
}

/** Forgets the sign-in here, and ends it at the issuer when that has a page for it (then this page is left). */
export async function endSignIn(): Promise<void> {
  try {
    const users = await userManager();
    const user = await users.getUser();
    await users.removeUser();
    if (user?.id_token && (await users.metadataService.getEndSessionEndpoint())) {
      await users.signoutRedirect({ id_token_hint: user.id_token });
    }
  } catch {
    // The token is gone from this tab already; the issuer's own session ends by its own rules.
  }
}
