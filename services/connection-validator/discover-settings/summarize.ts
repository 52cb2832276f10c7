import type { DiscoveryAddress } from './email-address.js';
import { signInOf } from './known-hosts.js';
import type { ProviderKnowledge } from './provider-knowledge.js';
import { isUsable, rankCandidates } from './rank-candidates.js';
import type { SourceRun } from './run-source.js';
import type { Discovery, SourceReport } from './source.js';

/** Whether nothing that is less trusted could change what will be used. */
export function isDecisive({ outcome, servers = [], signIn, exchange }: SourceReport): boolean {
  if (outcome === 'no-open-protocol') return true;
  if (outcome !== 'found') return false;
  if (servers.some((found) => found.trusted && isUsable(found))) return true;
  return servers.length === 0 && (signIn !== undefined || exchange?.trusted === true);
}

const unanswered = new Set(['unreachable', 'timed-out', 'not-needed']);

/** "Unavailable" only when nobody at all answered: one that did would answer the same again. */
function verdictOf(runs: readonly SourceRun[], hasResult: boolean): Discovery['verdict'] {
  if (hasResult) return 'found';
  const asked = runs.filter(({ source }) => source !== 'provider-facts' && source !== 'guess');
  return asked.length > 0 && asked.every(({ report }) => unanswered.has(report.outcome)) ? 'unavailable' : 'not-found';
}

/** Puts what the sources found in order. `runs` is in the order of trust. */
export function summarize(
  runs: readonly SourceRun[],
  address: DiscoveryAddress,
  knowledge: ProviderKnowledge,
): Discovery {
  const reports = runs.map(({ report }) => report);
  const candidates = rankCandidates(
    reports.flatMap(({ servers = [] }) => servers),
    address,
    knowledge,
  );
  const [best] = candidates;
  const told = reports.find(({ signIn, servers = [] }) => signIn !== undefined && servers.length === 0)?.signIn;
  const signIn = best === undefined ? told : (signInOf(best.incoming.host) ?? undefined);
  const exchanges = reports.flatMap(({ exchange }) => exchange ?? []);
  const exchange = exchanges.find(({ trusted }) => trusted) ?? exchanges[0];
  const provider = reports.find((report) => report.provider !== undefined)?.provider;
  return {
    verdict: verdictOf(runs, candidates.length > 0 || signIn !== undefined || exchange !== undefined),
    candidates,
    ...(signIn !== undefined && { sign_in: signIn }),
    ...(exchange !== undefined && { exchange }),
    ...(provider !== undefined && { provider }),
    findings: runs.map(({ source, elapsedMs, report }) => ({ source, outcome: report.outcome, elapsedMs })),
  };
}
