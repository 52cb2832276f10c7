import { FindingSource, type ExchangeSettings } from '@mail-access/contracts';
import { readAddress } from '../discover-settings/email-address.js';
import type { DiscoveryContext } from '../discover-settings/source.js';
import type { SourceFinding } from '../validation/discovery-so-far.js';
import { askAddress, askFacts, tryUsualNames, type AddressClue } from './ask-address.js';
import { bestClue, deadEnd, isSettled, outcomeOf, type Clue } from './clue.js';
import { clueOfReport } from './clue-of-report.js';
import { isEwsPath } from './endpoint-candidates.js';
import { askedHost, hostedClue, type Search } from './probe-endpoint.js';
import { readTypedAddress, type TypedAddress } from './read-typed-address.js';
import { tryTypedAddress } from './try-typed-address.js';

/** How a search may spend its time, in milliseconds; together less than the deadline of the step. */
const typedMs = 5_500;
const addressMs = 6_000;
const namesMs = 2_000;

/** What a search stands on besides the network. */
export interface EndpointSearch {
  readonly context: Omit<DiscoveryContext, 'ispdbUrl'>;
  /** Asked before the first question that leaves the house; throws when the subscriber has asked too often. */
  readonly admit: () => Promise<void>;
  /** Hears what was found each time that a place was asked, in the order of trust. */
  readonly tell: (findings: readonly SourceFinding[]) => void;
}

/** The findings so far, in the order of trust: what was typed first. */
class Findings {
  readonly #all: SourceFinding[] = [];

  constructor(private readonly tell: EndpointSearch['tell']) {}

  readonly add = (finding: SourceFinding): void => {
    const place = ({ source }: SourceFinding): number =>
      source === 'typed-address' ? -1 : FindingSource.options.indexOf(source);
    this.#all.push(finding);
    this.tell(this.#all.toSorted((one, other) => place(one) - place(other)));
  };

  /** Asks one place and adds what came of it. */
  async of(source: SourceFinding['source'], ask: () => Promise<Clue | null>): Promise<Clue | null> {
    const began = performance.now();
    const clue = await ask();
    const outcome = clue === null ? 'not-found' : outcomeOf(clue);
    this.add({ source, outcome, elapsedMs: Math.round(performance.now() - began) });
    return clue;
  }
}

/** One search with everything that its parts need. */
interface Stage {
  readonly search: Search;
  readonly context: DiscoveryContext;
  readonly findings: Findings;
  readonly admit: () => Promise<void>;
  readonly signal: AbortSignal;
}

function within(ms: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}

/** What a typed address says by itself. EWS of Exchange Online was typed by somebody who used it, and it is turned off. */
function readHosted(typed: TypedAddress): Clue | null {
  const clue = hostedClue(typed.host);
  const isRetired = clue?.kind === 'sign-in' && clue.signIn === 'microsoft' && isEwsPath(typed.path);
  return isRetired ? { ...clue, diagnosis: 'service-retired' } : clue;
}

async function askTyped(typed: TypedAddress | null, stage: Stage): Promise<Clue | null> {
  if (typed === null) return deadEnd('endpoint-not-found', '', false);
  const hosted = readHosted(typed);
  if (hosted !== null) return hosted;
  await stage.admit();
  return await tryTypedAddress(typed, stage.search, stage.context, within(typedMs, stage.signal));
}

/** What is known of the e-mail domain, then what it tells, then its usual names. */
async function askByAddress({ search, context, findings, admit, signal }: Stage): Promise<AddressClue> {
  const facts = askFacts(search, context);
  const known = await findings.of('provider-facts', () => clueOfReport(facts, search.address.domain, search, signal));
  // A public suffix is nobody's own: autodiscover.co.uk would hear of everybody's mistakes.
  if (known !== null || search.address.ownDomain === null) return { clue: known, nobodyAnswered: false };
  await admit();
  const told = await askAddress(search, context, findings.add, within(addressMs, signal));
  if (told.clue !== null && told.clue.kind !== 'dead-end') return told;
  const guessed = await findings.of('guess', () => tryUsualNames(search, within(namesMs, signal)));
  return { ...told, clue: guessed ?? told.clue };
}

/**
 * Finds the EWS endpoint of a mailbox, or the reason why there is none: from what was typed, then from the address. Nobody
 * is signed in, and nothing but a question for a redirect is asked in clear.
 *
 * @throws what `admit` throws, and the reason of `signal` when it is aborted
 */
export async function findEndpoint(
  { emailAddress, url }: Pick<ExchangeSettings, 'emailAddress' | 'url'>,
  { context: parts, admit, tell }: EndpointSearch,
  signal: AbortSignal,
): Promise<Clue> {
  const typed = url === undefined ? null : readTypedAddress(url);
  const address = readAddress(emailAddress);
  let admission: Promise<void> | undefined;
  const stage: Stage = {
    search: { address, typedHost: typed?.host ?? null, egress: parts.egress, asked: new Map() },
    context: { ...parts, ispdbUrl: '' },
    findings: new Findings(tell),
    admit: () => (admission ??= admit()),
    signal,
  };
  const byTyped = url === undefined ? null : await stage.findings.of('typed-address', () => askTyped(typed, stage));
  signal.throwIfAborted();
  if (byTyped !== null && isSettled(byTyped)) return byTyped;
  const byAddress = await askByAddress(stage);
  signal.throwIfAborted();
  const otherwise = byAddress.nobodyAnswered ? 'temporarily-unavailable' : 'endpoint-not-found';
  return bestClue([byTyped, byAddress.clue]) ?? deadEnd(otherwise, askedHost(stage.search));
}
