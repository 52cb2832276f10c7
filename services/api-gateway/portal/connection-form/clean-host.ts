/** What was taken out of a pasted server address, to be told to the subscriber. */
export type Removed = 'scheme' | 'user' | 'path' | 'port' | 'spaces';

export interface CleanHost {
  readonly host: string;
  /** The port that stood behind the host, to be put into its own field. */
  readonly port: string | null;
  readonly removed: readonly Removed[];
}

/**
 * A bare server name out of what people paste: `https://webmail.example.com/owa`, `imap.example.com:993`, with spaces.
 * Full-width dots and look-alike spaces of other keyboards are folded by NFKC, as IDNA does (RFC 5895).
 */
export function cleanHost(typed: string): CleanHost {
  const removed: Removed[] = [];
  const take = (text: string, pattern: RegExp, what: Removed): string => {
    const rest = text.replace(pattern, '');
    if (rest !== text) removed.push(what);
    return rest;
  };
  let host = typed.normalize('NFKC').trim();
  host = take(host, /[\s\u200B-\u200D\u2060\uFEFF]+/gu, 'spaces');
  host = take(host, /^[a-z][a-z0-9+.-]*:\/\//i, 'scheme').replace(/^\/\//, '');
  host = take(host, /[/?#\\].*$/s, 'path');
  host = take(host, /^.*@/, 'user');
  const port = portBehind(host);
  if (port !== null) {
    host = host.slice(0, host.lastIndexOf(':'));
    removed.push('port');
  }
  return { host: host.replace(/:$/, ''), port, removed };
}

/** One colon, or one behind a bracketed IPv6 literal: the colons of a bare IPv6 literal are no port. */
function portBehind(host: string): string | null {
  return /^(?:[^:[\]]+|\[[^\]]+\]):(\d{1,5})$/.exec(host)?.[1] ?? null;
}
