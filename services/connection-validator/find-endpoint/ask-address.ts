import { autodiscoverSource } from '../discover-settings/autodiscover/autodiscover-source.js';
import { autodiscoverCnameSource } from '../discover-settings/autodiscover/cname-source.js';
import type { TimedSource } from '../discover-settings/discover.js';
import { mxSource } from '../discover-settings/mx/mx-source.js';
import { runSource, type SourceRun } from '../discover-settings/run-source.js';
import { nothingFound, type DiscoveryContext, type SourceReport } from '../discover-settings/source.js';
import type { SourceFinding } from '../validation/discovery-so-far.js';
import { bestClue, isSettled, type Clue } from './clue.js';
import { clueOfReport } from './clue-of-report.js';
import { probeEndpoint, type Search } from './probe-endpoint.js';

/** In the order of trust, which is also the official one. Mail servers that they name are not looked at. */
const sources: readonly TimedSource[] = [
  { source: 'mx', find: mxSource, findMs: 4_000, lookMs: 0 },
  { source: 'autodiscover-cname', find: autodiscoverCnameSource, findMs: 4_000, lookMs: 0 },
  { source: 'autodiscover', find: autodiscoverSource, findMs: 4_000, lookMs: 0 },
];
const unanswered = new Set(['unreachable', 'timed-out']);

/** Under which Exchange is published most often, after `autodiscover` itself; `remote` is that of Small Business Server. */
const usualNames = ['mail', 'webmail', 'owa', 'exchange', 'remote'];

/** What a source says of mail servers says nothing of Exchange. */
function ofExchange(report: SourceReport): SourceReport['outcome'] {
  const { outcome, signIn, exchange } = report;
  return outcome === 'found' && signIn === undefined && exchange === undefined ? 'not-found' : outcome;
}

/** What the sources of an address said. */
export interface AddressClue {
  readonly clue: Clue | null;
  /** None of them answered, so that another try can help. */
  readonly nobodyAnswered: boolean;
}

/**
 * Where the e-mail address leads: the mail exchanger and the alias of Autodiscover, which tell who has the mailbox, and
 * Autodiscover itself. One that leads to a sign-in makes those after it needless. `tell` hears how each ended.
 */
export async function askAddress(
  search: Search,
  context: DiscoveryContext,
  tell: (finding: SourceFinding) => void,
  signal: AbortSignal,
): Promise<AddressClue> {
  const { address } = search;
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const runs = await Promise.all(
    sources.map(async (source): Promise<SourceRun> => {
      const run = await runSource(source, address, context, until);
      if (source.source !== 'autodiscover' && run.report.signIn !== undefined) stop.abort();
      tell({ source: run.source, outcome: ofExchange(run.report), elapsedMs: run.elapsedMs });
      return run;
    }),
  );
  const nobodyAnswered = runs.every(({ report }) => unanswered.has(report.outcome));
  const told = runs.find(({ report }) => report.signIn !== undefined || report.exchange !== undefined);
  const telling = told === undefined ? runs : [told];
  const clues = telling.map(({ report }) => clueOfReport(report, address.domain, search, signal));
  return { clue: bestClue(await Promise.all(clues)), nobodyAnswered };
}

/** What is known of the address's own domain without asking anybody. */
export function askFacts({ address }: Search, { knowledge }: DiscoveryContext): SourceReport {
  const report = knowledge.byDomain(address.domain, address, 'provider-facts') ?? nothingFound;
  return { ...report, outcome: ofExchange(report) };
}

/** The names under which Exchange most often is, on the domain of the address and nowhere else. */
export async function tryUsualNames(search: Search, signal: AbortSignal): Promise<Clue | null> {
  const { domain } = search.address;
  const urls = usualNames.map((name) => `https://${name}.${domain}/EWS/Exchange.asmx`);
  const clues = await Promise.all(urls.map((url) => probeEndpoint(url, search, signal, { guessed: true })));
  return clues.find(isSettled) ?? null;
}
