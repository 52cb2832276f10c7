import type { ProviderIncoming, ProviderOutgoing, ProviderServers } from '../providers/provider.js';

const protocols = ['imap', 'pop3'];
const securities = ['tls', 'starttls'];

/** Encrypted, and open to a password: what a subscriber did not type is never tried in clear. */
function isUsable({ security, signIn }: ProviderOutgoing): boolean {
  return securities.includes(security) && signIn !== 'oauth2';
}

function bySecurity(one: ProviderOutgoing, other: ProviderOutgoing): number {
  return securities.indexOf(one.security) - securities.indexOf(other.security);
}

/** The best of each side: IMAP before POP3, TLS before STARTTLS, then the provider's own order. Null: a side has none. */
export function usableServers({
  incoming,
  outgoing,
}: ProviderServers): { incoming: ProviderIncoming; outgoing: ProviderOutgoing } | null {
  const [bestIncoming] = incoming
    .filter(isUsable)
    .toSorted(
      (one, other) => protocols.indexOf(one.protocol) - protocols.indexOf(other.protocol) || bySecurity(one, other),
    );
  const [bestOutgoing] = outgoing.filter(isUsable).toSorted(bySecurity);
  return bestIncoming && bestOutgoing ? { incoming: bestIncoming, outgoing: bestOutgoing } : null;
}
