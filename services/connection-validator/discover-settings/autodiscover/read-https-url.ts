/** An https URL without a user name and a password in it, in its canonical form; null for anything else. */
export function readHttpsUrl(text: string): string | null {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
}
