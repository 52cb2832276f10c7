import type { Lifetime } from './grant-store.js';

/** What a reader has left at least of an access token, in seconds: time enough for what it does with it. */
export const minimumSeconds = 5 * 60;
/** How long before that a token that is in use is renewed. */
const aheadSeconds = 5 * 60;

/** A token that lives shortly is handed out for half its life, so that it is not renewed at each reading. */
export function lifetimeOf(expiresInSeconds: number): Lifetime {
  const freshForSeconds = Math.max(expiresInSeconds - minimumSeconds, Math.floor(expiresInSeconds / 2));
  const renewInSeconds = Math.max(freshForSeconds - aheadSeconds, Math.floor(freshForSeconds / 2));
  return { expiresInSeconds, freshForSeconds, renewInSeconds };
}
