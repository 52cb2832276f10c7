import type {
  DiscoveredAuthentication,
  DiscoveryOutcome,
  DiscoverySource,
  IncomingServer,
  OutputOf,
  discoverSettings,
} from '@mail-access/contracts';
import type { FullEgress } from '@mail-access/egress';
import type { DiscoveryAddress } from './email-address.js';
import type { ProviderKnowledge } from './provider-knowledge.js';

export type Discovery = OutputOf<typeof discoverSettings>;
export type OutgoingAddress = Discovery['candidates'][number]['outgoing'];

/** Servers as a source tells them, before anybody looked whether they are there. */
export interface FoundServers {
  readonly source: DiscoverySource;
  /** It can only fall: every step combines its own with that of the step before (`trusted && trusted`). */
  readonly trusted: boolean;
  /** `unknown`: somebody has to look. `not-checked`: the fixed servers of a known provider, which need no look. */
  readonly certificate: 'unknown' | 'not-checked' | 'verified' | 'failed';
  readonly incoming: IncomingServer;
  readonly outgoing: OutgoingAddress;
  readonly usernames: readonly string[];
  readonly authentication: readonly DiscoveredAuthentication[];
}

/** How a source ended, and what it found. */
export interface SourceReport {
  readonly outcome: DiscoveryOutcome;
  readonly servers?: readonly FoundServers[];
  readonly signIn?: 'google' | 'microsoft';
  readonly exchange?: { readonly url: string; readonly trusted: boolean };
  readonly provider?: { readonly id: string; readonly name: string };
  /** A server that answers for the domain said that it knows no such address. */
  readonly addressUnknown?: true;
}

export interface DiscoveryContext {
  readonly egress: FullEgress;
  readonly knowledge: ProviderKnowledge;
  /** Base of a Thunderbird ISPDB, to which a domain is appended; empty: none is asked. */
  readonly ispdbUrl: string;
  /** A number from 0 to 1, for the weights of SRV records. */
  readonly random: () => number;
}

/** One place where settings can come from. What it cannot reach it throws (`EgressFailure`); everything else is an outcome. */
export type SettingsSource = (
  address: DiscoveryAddress,
  context: DiscoveryContext,
  signal: AbortSignal,
) => Promise<SourceReport>;

export const nothingFound: SourceReport = { outcome: 'not-found' };

/** Pairs each incoming server with the best outgoing one. */
export function paired(
  incoming: readonly IncomingServer[],
  outgoing: readonly OutgoingAddress[],
  rest: Omit<FoundServers, 'incoming' | 'outgoing'>,
): FoundServers[] {
  const best = outgoing.find(({ security }) => security !== 'none') ?? outgoing[0];
  return best === undefined ? [] : incoming.map((server) => ({ ...rest, incoming: server, outgoing: best }));
}
