const key = 'mail-access.token';
const leftKey = 'mail-access.signed-out';

/** The access token for as long as the tab lives, so that a reload does not sign the subscriber out. */
export const tokenStore = {
  read: (): string | null => sessionStorage.getItem(key),
  keep: (token: string): void => sessionStorage.setItem(key, token),
  forget: (): void => sessionStorage.removeItem(key),
  /** Remembers that the subscriber signed out, over the visit to the issuer that ends its session. */
  markLeft: (): void => sessionStorage.setItem(leftKey, 'yes'),
  /** Whether the subscriber has just signed out; said once. */
  takeLeft(): boolean {
    const left = sessionStorage.getItem(leftKey) !== null;
    sessionStorage.removeItem(leftKey);
    return left;
  },
};
