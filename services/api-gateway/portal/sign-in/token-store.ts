const key = 'mail-access.token';

/** The access token for as long as the tab lives, so that a reload does not sign the subscriber out. */
export const tokenStore = {
  read: (): string | null => sessionStorage.getItem(key),
  keep: (token: string): void => sessionStorage.setItem(key, token),
  forget: (): void => sessionStorage.removeItem(key),
};
