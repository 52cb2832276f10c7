import { DiscoverySource, type DiscoveredSettings } from '@mail-access/contracts';
import { isOwnHost, type DiscoveryAddress } from './email-address.js';
import type { ProviderKnowledge } from './provider-knowledge.js';
import type { FoundServers } from './source.js';

const securities = ['tls', 'starttls', 'none'];
const sources: readonly string[] = DiscoverySource.options;

/** What decides, in this order; the smaller number wins, and equals keep the order of their source. */
function weights(found: FoundServers): number[] {
  const { trusted, certificate, incoming, outgoing, source } = found;
  return [
    trusted ? 0 : 1,
    certificate === 'failed' || certificate === 'unknown' ? 1 : 0,
    incoming.security === 'none' || outgoing.security === 'none' ? 1 : 0,
    incoming.protocol === 'imap' ? 0 : 1,
    sources.indexOf(source),
    securities.indexOf(incoming.security),
  ];
}

function compare(one: FoundServers, other: FoundServers): number {
  const others = weights(other);
  return weights(one)
    .map((weight, index) => weight - (others[index] ?? 0))
    .reduce((decided, difference) => decided || difference, 0);
}

const key = ({ incoming, outgoing }: FoundServers): string => JSON.stringify([incoming, outgoing.host, outgoing.port]);

/** Whether it could be used as it stands: encrypted, and seen to be what it says or known for long. */
export function isUsable({ certificate, incoming, outgoing }: FoundServers): boolean {
  const known = certificate === 'verified' || certificate === 'not-checked';
  return known && incoming.security !== 'none' && outgoing.security !== 'none';
}

/** Best first, each pair of servers once. */
export function rankCandidates(
  all: readonly FoundServers[],
  address: DiscoveryAddress,
  knowledge: ProviderKnowledge,
): DiscoveredSettings[] {
  const ranked = all.toSorted(compare);
  const distinct = ranked.filter((found, index) => ranked.findIndex((one) => key(one) === key(found)) === index);
  const mayKnow = (host: string): boolean => isOwnHost(host, address) || knowledge.isKnownHost(host);
  return distinct.map((found) => {
    const { source, trusted, certificate, incoming, outgoing, usernames, authentication } = found;
    const isKnown = certificate === 'not-checked' || (mayKnow(incoming.host) && mayKnow(outgoing.host));
    return {
      ...{ source, trusted, incoming, outgoing },
      certificate: certificate === 'unknown' ? 'failed' : certificate,
      needsConfirmation: !(isUsable(found) && isKnown),
      usernameForms: [...usernames],
      authentication: [...authentication],
    };
  });
}
