import type { DiscoveryOutcome, FindingSource, MailServers } from '@mail-access/contracts';

/** One place that was asked for settings, and how it ended. */
export interface SourceFinding {
  readonly source: FindingSource;
  readonly outcome: DiscoveryOutcome;
  readonly elapsedMs: number;
}

/** What a step that looks for settings has found so far; `StepDiscovery` of the contracts is the same with sentences. */
export interface DiscoverySoFar {
  readonly findings: readonly SourceFinding[];
  /** What will be used; with `confirmHosts`, what would be. */
  readonly servers?: MailServers;
  /** The EWS endpoint of an Exchange server. */
  readonly exchangeUrl?: string;
  /** Hosts that get no password before the subscriber says yes. */
  readonly confirmHosts?: readonly string[];
}
