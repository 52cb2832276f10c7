import type { DiscoveryOutcome, DiscoverySource } from '@mail-access/contracts';
import type { EgressFailure, EgressFailureKind } from '@mail-access/egress';
import type { TimedSource } from './discover.js';
import type { DiscoveryAddress } from './email-address.js';
import { lookAt } from './inspect-servers.js';
import type { DiscoveryContext, SourceReport } from './source.js';

/** A source that has ended. */
export interface SourceRun {
  readonly source: DiscoverySource;
  readonly elapsedMs: number;
  readonly report: SourceReport;
}

function isEgressFailure(error: unknown): error is EgressFailure {
  return error instanceof Error && error.name === 'EgressFailure';
}

/** One answer for every address that is not to be reached, and one for everything that does not answer. */
function outcomeOf(kind: EgressFailureKind): DiscoveryOutcome {
  switch (kind) {
    case 'name-not-found':
      return 'not-found';
    case 'blocked-address':
      return 'blocked';
    case 'timed-out':
      return 'timed-out';
    case 'cancelled':
      return 'not-needed';
    default:
      return 'unreachable';
  }
}

async function findAndLook(
  { find, findMs, lookMs }: TimedSource,
  address: DiscoveryAddress,
  context: DiscoveryContext,
  until: AbortSignal,
): Promise<SourceReport> {
  const within = (ms: number): AbortSignal => AbortSignal.any([until, AbortSignal.timeout(ms)]);
  try {
    const report = await find(address, context, within(findMs));
    if (report.servers === undefined) return report;
    const servers = await lookAt(report.servers, context.egress, within(lookMs));
    const onlyBlocked = servers.length === 0 && report.servers.length > 0 && report.exchange === undefined;
    return { ...report, servers, ...(onlyBlocked && { outcome: 'blocked' }) };
  } catch (error) {
    if (isEgressFailure(error)) return { outcome: outcomeOf(error.kind) };
    throw error;
  }
}

/** Asks one source and looks at what it names, within its deadlines. Throws only what is a fault of ours. */
export async function runSource(
  timed: TimedSource,
  address: DiscoveryAddress,
  context: DiscoveryContext,
  until: AbortSignal,
): Promise<SourceRun> {
  const began = performance.now();
  const report = await findAndLook(timed, address, context, until);
  return { source: timed.source, elapsedMs: Math.round(performance.now() - began), report };
}
