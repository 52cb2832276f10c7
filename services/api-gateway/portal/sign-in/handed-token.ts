/** The token of a fragment `#access_token=…` (as in RFC 6749, section 4.2.2), or null. */
export function tokenInFragment(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('access_token');
  return token === '' ? null : token;
}

/** Takes a token that another page of the portal handed over, and removes it from the address bar and the history. */
export function takeHandedToken(location: Location, history: History): string | null {
  const token = tokenInFragment(location.hash);
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
