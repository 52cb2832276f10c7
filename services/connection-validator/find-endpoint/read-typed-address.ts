import { isIP } from 'node:net';

/** What a subscriber typed as the address of an Exchange server, read. */
export interface TypedAddress {
  /** `http` only when it was typed, or said by port 80; null when nothing was. */
  readonly scheme: 'http' | 'https' | null;
  /** A name in ASCII, lower case, without a final dot; an IPv6 address in brackets, as URLs have it. */
  readonly host: string;
  readonly isLiteral: boolean;
  /** Null: the usual one of the scheme. */
  readonly port: number | null;
  /** Without query and fragment: they are of one visit of a page, and may carry a user name. */
  readonly path: string;
}

/** `https:`, with the slips that fingers make: `htp:`, `hhtps:`, `https//`, `https;//`, `https:\`. */
const webScheme = /^h{0,2}t{1,3}p{1,2}(s?)(?:[:;]+[/\\]*|[/\\]{2,})/i;
const otherScheme = /^[a-z][a-z0-9+.-]*:[/\\]{2}/i;
const openingQuotes = /^["'`“”„‘’«»‹›<({]+/u;
const closingQuotes = /["'`“”„‘’«»‹›>)},;!]+$/u;

function unquoted(text: string): string {
  return text.trim().replace(openingQuotes, '').replace(closingQuotes, '').trim();
}

/** Undoes what keyboards, word processors and mail programs do to an address; the one word of it that is an address. */
function addressWord(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/ ?([/\\]+) ?/g, '$1');
  const spelledOut = /^[^./\\]*?(https?:[/\\]{2}.*)$/i.exec(unquoted(plain))?.[1] ?? unquoted(plain);
  const words = spelledOut.split(' ').map(unquoted).filter(Boolean);
  const [word = ''] = words.length > 1 ? words.filter((one) => /[./\\]/.test(one)) : words;
  return word;
}

function schemeOf(word: string): { scheme: 'http' | 'https' | null; rest: string } | null {
  const web = webScheme.exec(word);
  if (web !== null) return { scheme: web[1] === '' ? 'http' : 'https', rest: word.slice(web[0].length) };
  if (otherScheme.test(word)) return null;
  return { scheme: null, rest: word.replace(/^[/\\]{2,}/, '') };
}

/** IPv6 without brackets would be taken for a host and a port. */
function bracketed(rest: string): string {
  const [authority = ''] = rest.split(/[/\\?#]/);
  return isIP(authority) === 6 ? `[${authority}]${rest.slice(authority.length)}` : rest;
}

/**
 * Reads what was typed: any URL of an Exchange server, a host, a host and a port, in whatever spelling. Null when no host
 * can be seen in it, or when it has a user name in it, which nobody shall get used to typing there. Asks nobody.
 */
export function readTypedAddress(text: string): TypedAddress | null {
  const typed = schemeOf(addressWord(text));
  if (typed === null) return null;
  const rest = bracketed(typed.rest);
  if (/^(?:[/\\]|[^/\\?#]*@)/.test(rest)) return null;
  const url = URL.parse(`https://${rest}`);
  // Read again, since without its final dots a text may be an address.
  const host = URL.parse(`https://${url?.hostname.replace(/\.+$/, '') ?? ''}`)?.hostname ?? '';
  if (url === null || host === '') return null;
  const onHttpPort = url.port === '80' && typed.scheme !== 'https';
  return {
    scheme: onHttpPort ? 'http' : typed.scheme,
    host,
    isLiteral: host.startsWith('[') || isIP(host) === 4,
    port: url.port === '' || onHttpPort ? null : Number(url.port),
    path: url.pathname,
  };
}
