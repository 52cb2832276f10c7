import type { WebEgress } from '@mail-access/egress';
import { autodiscoverAt } from '../discover-settings/autodiscover/autodiscover-source.js';
import { isMicrosoftAlias } from '../discover-settings/autodiscover/cname-source.js';
import { isTooOld, readEwsAnswer } from '../discover-settings/autodiscover/read-ews-answer.js';
import type { DiscoveryContext } from '../discover-settings/source.js';
import { parseXml } from '../discover-settings/xml/parse-xml.js';
import { bestClue, deadEnd, deadEndOf, isSettled, type Clue } from './clue.js';
import { clueOfReport } from './clue-of-report.js';
import { candidatesOf, placesBeside, type PlacesBeside } from './endpoint-candidates.js';
import { oneQuestion, probeEndpoint, probeHost, type Search } from './probe-endpoint.js';
import type { TypedAddress } from './read-typed-address.js';

const maxBytes = 256 * 1024;

/** Null: nothing was learned. */
type Question = (signal: AbortSignal) => Promise<Clue | null>;

/**
 * Looks for EWS where the typed address leads: at its host, then, when that answers and is not EWS, where its page and
 * Autodiscover there lead, and what a question in clear is redirected to.
 *
 * @throws EgressFailure `cancelled` only
 */
export async function tryTypedAddress(
  typed: TypedAddress,
  search: Search,
  context: DiscoveryContext,
  signal: AbortSignal,
): Promise<Clue | null> {
  const candidates = candidatesOf(typed);
  const ask = async (question: Question): Promise<Clue | null> => {
    try {
      return await question(oneQuestion(signal));
    } catch (error) {
      // What was asked besides EWS need not be there; that it may not be reached is told.
      const end = deadEndOf(error, typed.host);
      return end.diagnosis === 'blocked-address' ? end : null;
    }
  };
  const direct = await tryInOrder(candidates.endpoints, search, signal);
  const known = bestClue(direct);
  if (isSettled(known)) return known;
  // Where nobody answered, nobody will answer another question either.
  const answered = candidates.endpoints.find((_, index) => hasAnswered(direct[index]));
  const beside =
    answered === undefined
      ? []
      : questionsBeside(placesBeside(answered, candidates.page, typed), typed.host, search, context);
  const hasHttps = answered !== undefined || known?.kind !== 'dead-end' || known.diagnosis.startsWith('certificate-');
  const inClear = (url: string): Question[] => [(within) => tryPlainPage(url, { hasHttps }, search, within)];
  const questions: Question[] = [
    ...beside,
    ...(typed.isLiteral ? [] : [(within: AbortSignal) => ofAlias(typed.host, search, within)]),
    ...(candidates.plainPage === null ? [] : inClear(candidates.plainPage)),
  ];
  return bestClue([known, ...(await Promise.all(questions.map(ask)))]);
}

function hasAnswered(clue: Clue | undefined): boolean {
  return clue !== undefined && (clue.kind !== 'dead-end' || clue.answered);
}

/** What else a host can be asked that answers, and whose EWS is not where it should be. */
function questionsBeside(
  { description, page, autodiscover }: PlacesBeside,
  typedHost: string,
  search: Search,
  context: DiscoveryContext,
): Question[] {
  const askAutodiscover =
    (host: string): Question =>
    async (within) =>
      clueOfReport(await autodiscoverAt(host)(search.address, context, within), typedHost, search, within);
  return [
    (within) => tryPage(page, typedHost, search, within),
    (within) => tryDescription(description, typedHost, search.egress, within),
    ...(autodiscover === null ? [] : [askAutodiscover(autodiscover)]),
  ];
}

/** One after the other, until one settles it. */
async function tryInOrder(urls: readonly string[], search: Search, signal: AbortSignal): Promise<Clue[]> {
  const clues: Clue[] = [];
  for (const url of urls) {
    const clue = await probeEndpoint(url, search, signal);
    clues.push(clue);
    if (isSettled(clue)) break;
  }
  return clues;
}

async function ofAlias(host: string, { egress }: Search, signal: AbortSignal): Promise<Clue | null> {
  const isMicrosoft = await isMicrosoftAlias(host, egress, signal);
  return isMicrosoft ? { kind: 'sign-in', signIn: 'microsoft', diagnosis: 'oauth-required' } : null;
}

/** What a browser would be shown: it may be redirected to where the server is, or be of a version without EWS. */
async function tryPage(page: string, typedHost: string, search: Search, signal: AbortSignal): Promise<Clue | null> {
  const mayFollow = (next: URL): boolean => next.hostname === typedHost;
  const outcome = await search.egress.get(page, { signal, maxBytes, accept: 'text/html', mayFollow });
  const isOldForm = outcome.hops.some(({ pathname }) => pathname.toLowerCase().startsWith('/exchweb/'));
  if (isOldForm || (outcome.kind === 'answered' && isTooOld(outcome)))
    return deadEnd('provider-unsupported', typedHost);
  const answer = readEwsAnswer(outcome);
  return answer.kind === 'redirect' ? await probeHost(answer.to, search, signal) : null;
}

/** The description of EWS is there although EWS did not answer: something on the way keeps the questions from it. */
async function tryDescription(
  url: string,
  typedHost: string,
  egress: Pick<WebEgress, 'get'>,
  signal: AbortSignal,
): Promise<Clue | null> {
  const outcome = await egress.get(url, { signal, maxBytes, accept: 'text/xml', mayFollow: () => false });
  const answer = readEwsAnswer(outcome);
  const isDescribed = outcome.kind === 'answered' && parseXml(outcome.body)?.name === 'definitions';
  const isThere = isDescribed || (answer.kind === 'endpoint' && answer.certain);
  return isThere ? deadEnd('server-misbehaved', typedHost) : null;
}

/** The one question that is asked in clear. Whatever it says, what it leads to is looked at like a typed address. */
async function tryPlainPage(
  url: string,
  { hasHttps }: { hasHttps: boolean },
  search: Search,
  signal: AbortSignal,
): Promise<Clue | null> {
  const redirect = await search.egress.probeHttpRedirect(url, signal);
  if (redirect !== null) return await probeHost(new URL(redirect), search, signal);
  // A server of the Web is there, and none that could be signed in to.
  return hasHttps ? null : deadEnd('encryption-unavailable', new URL(url).hostname);
}
