// https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/authentication-and-ews-in-exchange
import type { HttpsAnswer, HttpsOutcome } from '@mail-access/egress';
import { parseXml } from '../xml/parse-xml.js';

/** What a server made of a question to EWS that nobody signed. Closed. */
export type EwsAnswer =
  /** EWS, which wants a sign-in. `certain`: nobody but Exchange answers so; a bare Basic could be any site with a password. */
  | { readonly kind: 'endpoint'; readonly certain: boolean }
  /** EWS that takes nothing but a token of Microsoft: Microsoft 365, or a server of one's own with modern authentication. */
  | { readonly kind: 'microsoft-sign-in' }
  | { readonly kind: 'redirect'; readonly to: URL }
  /** Exchange 2000 or 2003, which had no EWS. */
  | { readonly kind: 'too-old' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unavailable' }
  /** A web page, a sign-in form, or nothing of that name. */
  | { readonly kind: 'absent' }
  /** No HTTP, or an answer without end. */
  | { readonly kind: 'nonsense' };

/** Headers that Exchange puts on its answers, sign-in refused or not. */
const fingerprints = ['x-feserver', 'x-owa-version', 'x-calculatedbetarget', 'x-beserver', 'x-diaginfo'];
/** The application that every Exchange tells to ask tokens for (Office 365 Exchange Online). */
const exchangeApplication = '00000002-0000-0ff1-ce00-000000000000';

/** The scheme of each challenge; what stands in quotes may contain anything (RFC 9110 §11.6.1). */
function schemesOf(challenges: readonly string[]): Set<string> {
  const words = challenges.map((challenge) => challenge.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));
  return new Set(words.flatMap((text) => [...text.matchAll(/(?:^|,)\s*([a-z]+)(?=\s|,|$)/gi)]).map(schemeOf));
}

function schemeOf(match: RegExpMatchArray): string {
  return (match[1] ?? '').toLowerCase();
}

function refusedSignIn({ headers }: HttpsAnswer): EwsAnswer {
  const challenges = headers['www-authenticate'] ?? [];
  const schemes = schemesOf(challenges);
  const isExchange = fingerprints.some((name) => name in headers);
  if (schemes.has('ntlm') || schemes.has('negotiate')) return { kind: 'endpoint', certain: true };
  if (schemes.has('basic') || schemes.has('digest')) return { kind: 'endpoint', certain: isExchange };
  const bearer = schemes.has('bearer') && (isExchange || challenges.join().includes(exchangeApplication));
  return bearer ? { kind: 'microsoft-sign-in' } : { kind: 'absent' };
}

/** Marks of Outlook Web Access before 2007: its server extensions, its version, the place of its sign-in form. */
export function isTooOld({ headers, body }: HttpsAnswer): boolean {
  const [version = ''] = headers['x-owa-version'] ?? [];
  const told = [...(headers['location'] ?? []), body.subarray(0, 16_384).toString('latin1')].join('\n').toLowerCase();
  return 'microsoftofficewebserver' in headers || /^[56]\./.test(version) || told.includes('/exchweb/');
}

function redirectTarget({ headers, hops }: HttpsAnswer): EwsAnswer {
  const to = URL.parse(headers['location']?.[0] ?? '', hops.at(-1)?.href);
  return to === null ? { kind: 'absent' } : { kind: 'redirect', to };
}

function isBusy({ status, headers, body }: HttpsAnswer): boolean {
  const isSaid = 'x-backoffmilliseconds' in headers || body.includes('ErrorServerBusy');
  return status === 429 || (status === 503 && isSaid);
}

/** Reads the answer to `askEws`. */
export function readEwsAnswer(answer: HttpsOutcome): EwsAnswer {
  if (answer.kind === 'refused') return { kind: answer.why === 'not-https' ? 'absent' : 'nonsense' };
  const { status } = answer;
  if (isTooOld(answer)) return { kind: 'too-old' };
  if (isBusy(answer)) return { kind: 'busy' };
  if (status === 401) return refusedSignIn(answer);
  if (status >= 300 && status < 400) return redirectTarget(answer);
  // A SOAP envelope, be it a fault: who speaks it on this path is EWS.
  if ((status === 200 || status === 500) && parseXml(answer.body)?.name === 'Envelope') {
    return { kind: 'endpoint', certain: true };
  }
  if (status === 403) return { kind: 'forbidden' };
  return { kind: status >= 500 && status !== 501 && status !== 505 ? 'unavailable' : 'absent' };
}
