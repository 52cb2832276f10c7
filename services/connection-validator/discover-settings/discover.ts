import type { DiscoverySource } from '@mail-access/contracts';
import { autoconfigSource } from './autoconfig/autoconfig-source.js';
import { ispdbSource } from './autoconfig/ispdb-source.js';
import { autodiscoverSource } from './autodiscover/autodiscover-source.js';
import { autodiscoverCnameSource } from './autodiscover/cname-source.js';
import type { DiscoveryAddress } from './email-address.js';
import { guessSource } from './guess/guess-source.js';
import { resolvingOnce } from './inspect-servers.js';
import { mxSource } from './mx/mx-source.js';
import { runSource, type SourceRun } from './run-source.js';
import type { Discovery, DiscoveryContext, SettingsSource } from './source.js';
import { srvSource } from './srv/srv-source.js';
import { isDecisive, summarize } from './summarize.js';

/** A source, how long it may take, and how long a look at the servers that it names. The verdict is there within 12 s. */
export interface TimedSource {
  readonly source: DiscoverySource;
  readonly find: SettingsSource;
  readonly findMs: number;
  readonly lookMs: number;
}

/** Asked at the same time; the order is that of trust. */
export const askedTogether: readonly TimedSource[] = [
  { source: 'mx', find: mxSource, findMs: 4_000, lookMs: 0 },
  { source: 'autoconfig', find: autoconfigSource, findMs: 3_500, lookMs: 2_500 },
  { source: 'ispdb', find: ispdbSource, findMs: 3_500, lookMs: 2_500 },
  { source: 'srv', find: srvSource, findMs: 3_500, lookMs: 2_500 },
  { source: 'autodiscover-cname', find: autodiscoverCnameSource, findMs: 4_000, lookMs: 0 },
  { source: 'autodiscover', find: autodiscoverSource, findMs: 4_000, lookMs: 2_500 },
];
/** Only when nothing that can be used was told. */
export const askedLast: TimedSource = { source: 'guess', find: guessSource, findMs: 4_500, lookMs: 0 };

/** Every source that has to be asked, in the order of trust. */
export const everySource: readonly TimedSource[] = [...askedTogether, askedLast];

/** What a discovery lives on. `onEnded` hears of each source as it ends, in the order of arrival; it must not throw. */
export interface DiscoveryParts extends DiscoveryContext {
  readonly onEnded?: ((run: SourceRun) => void) | undefined;
}

/** The verdict by local facts; null when they do not know the domain. Asks nobody, and takes no time. */
export function discoverLocally(address: DiscoveryAddress, { knowledge }: DiscoveryContext): Discovery | null {
  const report = knowledge.byDomain(address.domain, address, 'provider-facts');
  if (report === null || report.outcome === 'not-found') return null;
  return summarize([{ source: 'provider-facts', elapsedMs: 0, report }], address, knowledge);
}

/**
 * Asks every source at the same time, and stops as soon as one has settled it and all that are more trusted have ended:
 * decided by trust, never by arrival.
 */
async function askTogether(
  sources: readonly TimedSource[],
  address: DiscoveryAddress,
  context: DiscoveryParts,
  signal: AbortSignal,
): Promise<SourceRun[]> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const ended: (SourceRun | undefined)[] = sources.map(() => undefined);
  const stopOnceDecided = (): void => {
    const open = ended.indexOf(undefined);
    const first = ended.findIndex((run) => run !== undefined && isDecisive(run.report));
    if (first !== -1 && (open === -1 || first < open)) stop.abort();
  };
  return await Promise.all(
    sources.map(async (source, index) => {
      const run = await runSource(source, address, context, until);
      ended[index] = run;
      context.onEnded?.(run);
      stopOnceDecided();
      return run;
    }),
  );
}

/** The settings of an address by everything there is, within 12 s. Nothing is signed in to. */
export async function discover(
  address: DiscoveryAddress,
  parts: DiscoveryParts,
  signal: AbortSignal,
  sources: readonly TimedSource[] = everySource,
): Promise<Discovery> {
  const known = discoverLocally(address, parts);
  if (known !== null) return known;
  const local: SourceRun = { source: 'provider-facts', elapsedMs: 0, report: { outcome: 'not-found' } };
  parts.onEnded?.(local);
  // A public suffix is nobody's own: autodiscover.co.uk would hear of everybody's mistakes.
  if (address.ownDomain === null) return summarize([local], address, parts.knowledge);
  const context = { ...parts, egress: resolvingOnce(parts.egress) };
  const wanted = sources.filter(({ source }) => source !== 'ispdb' || context.ispdbUrl !== '');
  const together = wanted.filter((one) => one !== askedLast);
  const runs = await askTogether(together, address, context, signal);
  if (wanted.includes(askedLast) && !runs.some(({ report }) => isDecisive(report))) {
    const guessed = await runSource(askedLast, address, context, signal);
    context.onEnded?.(guessed);
    runs.push(guessed);
  }
  return summarize([local, ...runs], address, context.knowledge);
}
