import type { FullEgress } from '@mail-access/egress';
import { askEws } from '../discover-settings/autodiscover/ask-ews.js';
import type { EwsAnswer } from '../discover-settings/autodiscover/read-ews-answer.js';
import { isOwnHost, registrableDomain, type DiscoveryAddress } from '../discover-settings/email-address.js';
import { signInOf } from '../discover-settings/known-hosts.js';
import { certificateNames } from './certificate-names.js';
import { bestClue, deadEnd, deadEndOf, type Clue, type DeadEnd } from './clue.js';
import { isEwsPath } from './endpoint-candidates.js';

/** One search for an endpoint. */
export interface Search {
  readonly address: DiscoveryAddress;
  /** Null when nothing was typed that could be read. */
  readonly typedHost: string | null;
  readonly egress: FullEgress;
  /** Endpoints that were asked, and what came of it; null while they are being asked. None is asked twice. */
  readonly asked: Map<string, Clue | null>;
}

/** As many as Exchange's own clients follow. */
const mostRedirects = 10;
/** Redirects, names of certificates, Autodiscover and guesses together lead to no more places than these. */
const mostEndpoints = 24;
const questionMs = 3_000;

/** What the search began with, as its reasons name it. */
export function askedHost({ address, typedHost }: Pick<Search, 'address' | 'typedHost'>): string {
  return typedHost ?? address.domain;
}

/** A question may not use up the time of all. */
export function oneQuestion(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(questionMs)]);
}

/**
 * Whether a host may be used without asking anybody: it was typed, or whoever owns what was typed or the e-mail domain
 * owns it too.
 */
export function isAcceptable(host: string, { address, typedHost }: Search): boolean {
  if (host === typedHost || isOwnHost(host, address)) return true;
  const domain = registrableDomain(host);
  return domain !== null && typedHost !== null && domain === registrableDomain(typedHost);
}

/** What a host of Microsoft or Google means, which is never asked; null for every other host. */
export function hostedClue(
  host: string,
  diagnosis: 'oauth-required' | 'service-retired' = 'oauth-required',
): Clue | null {
  const signIn = signInOf(host);
  return signIn === null ? null : { kind: 'sign-in', signIn, diagnosis };
}

/** How a place was come by. */
interface Way {
  /** Nobody named it, so that only what no other server says counts. */
  readonly guessed?: boolean;
  /** Redirects that led there. */
  readonly redirects?: number;
}

/** Asks EWS at a place, without credentials. */
export async function probeEndpoint(url: string, search: Search, signal: AbortSignal, way: Way = {}): Promise<Clue> {
  const { hostname } = new URL(url);
  const hosted = hostedClue(hostname);
  if (hosted !== null) return hosted;
  const key = url.toLowerCase();
  const known = search.asked.get(key);
  // Under way: who asked first hears the answer. Waiting for it, a circle of redirects would wait for itself.
  if (known === null || search.asked.size >= mostEndpoints) return deadEnd('endpoint-not-found', hostname);
  if (known !== undefined) return known;
  search.asked.set(key, null);
  const clue = await probe(url, search, signal, way);
  search.asked.set(key, clue);
  return clue;
}

/**
 * EWS at the host to which a redirect leads, a page, or a name in a certificate. Null when there is nothing to be said of
 * it: nobody asked for what is wrong at a stranger's, such as a company that only signs people in.
 */
export async function probeHost(to: URL, search: Search, signal: AbortSignal, redirects = 1): Promise<Clue | null> {
  if (redirects > mostRedirects) return null;
  const { hostname, port, pathname } = to;
  const at = to.protocol === 'https:' && port !== '' ? `${hostname}:${port}` : hostname;
  const path = /\/exchange\.asmx$/i.test(pathname) ? pathname : '/EWS/Exchange.asmx';
  const clue = await probeEndpoint(`https://${at}${path}`, search, signal, { redirects });
  const isNews = clue.kind !== 'dead-end' || clue.diagnosis === 'blocked-address';
  return isNews || isAcceptable(hostname, search) ? clue : null;
}

async function probe(
  url: string,
  search: Search,
  signal: AbortSignal,
  { guessed = false, redirects = 0 }: Way,
): Promise<Clue> {
  const { hostname } = new URL(url);
  try {
    const answer = await askEws(url, search.egress, oneQuestion(signal));
    if (answer.kind !== 'redirect') return clueOf(answer, url, search, guessed);
    const { to } = answer;
    // Within a host it leads to a sign-in form in front of EWS, which nothing but a browser gets past.
    const isForm = to.hostname === hostname && !isEwsPath(to.pathname);
    const clue = isForm ? null : await probeHost(to, search, signal, redirects + 1);
    return clue ?? deadEnd('endpoint-not-found', hostname);
  } catch (error) {
    const end = deadEndOf(error, hostname);
    if (guessed || end.diagnosis !== 'certificate-name-mismatch') return end;
    return await tryNames(error, end, search, signal);
  }
}

function clueOf(answer: Exclude<EwsAnswer, { kind: 'redirect' }>, url: string, search: Search, guessed: boolean): Clue {
  const { hostname } = new URL(url);
  switch (answer.kind) {
    case 'endpoint':
      if (guessed && !answer.certain) return deadEnd('endpoint-not-found', hostname);
      if (isAcceptable(hostname, search)) return { kind: 'endpoint', url };
      return { kind: 'foreign-endpoint', url, diagnosis: 'endpoint-not-found', host: askedHost(search) };
    case 'microsoft-sign-in':
      return { kind: 'sign-in', signIn: 'microsoft', diagnosis: 'oauth-required' };
    case 'too-old':
      return deadEnd('provider-unsupported', hostname);
    case 'forbidden':
      return deadEnd('service-retired', hostname);
    case 'busy':
      return deadEnd('rate-limited', hostname);
    case 'unavailable':
      return deadEnd('temporarily-unavailable', hostname);
    case 'nonsense':
      return deadEnd('server-misbehaved', hostname);
    case 'absent':
      return deadEnd('endpoint-not-found', hostname);
  }
}

/** A certificate for other names says what the server is called; an endpoint there is used, or proposed. */
async function tryNames(error: unknown, end: DeadEnd, search: Search, signal: AbortSignal): Promise<Clue> {
  const names = certificateNames(error, (host) => isAcceptable(host, search));
  const urls = names.filter((name) => !name.includes('*')).map((name) => `https://${name}/EWS/Exchange.asmx`);
  const clues = await Promise.all(urls.map((url) => probeEndpoint(url, search, signal)));
  const best = bestClue(clues.filter((clue) => clue.kind !== 'dead-end')) ?? end;
  if (best.kind === 'endpoint' || best.kind === 'sign-in') return best;
  const about = { diagnosis: end.diagnosis, host: end.host };
  if (best.kind === 'dead-end') return { ...best, ...about, certificateNames: names };
  // The name that answers is the one to propose.
  return { ...best, ...about, certificateNames: [...new Set([new URL(best.url).hostname, ...names])] };
}
