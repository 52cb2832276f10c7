import type { DiscoveredSettings, UnknownSettings } from '@mail-access/contracts';
import { isOwnHost, type DiscoveryAddress } from '../discover-settings/email-address.js';
import { hostKey } from '../discover-settings/host-key.js';
import type { ProviderKnowledge } from '../discover-settings/provider-knowledge.js';

/**
 * Of the two hosts of a candidate those that may get no password: outside of the registrable domain of the address, of
 * no known provider, and not confirmed by the subscriber. Each once, as they are compared.
 */
export function foreignHosts(
  { incoming, outgoing, certificate }: DiscoveredSettings,
  address: DiscoveryAddress,
  { confirmedHosts = [] }: UnknownSettings,
  knowledge: Pick<ProviderKnowledge, 'isKnownHost'>,
): string[] {
  // `not-checked`: the fixed servers of a provider, out of our own facts.
  if (certificate === 'not-checked') return [];
  const confirmed = new Set(confirmedHosts.map(hostKey));
  const hosts = new Set([incoming.host, outgoing.host].map(hostKey));
  return [...hosts].filter((host) => !isOwnHost(host, address) && !knowledge.isKnownHost(host) && !confirmed.has(host));
}
