import { ProviderFacts } from '../provider.js';
import type { DeltaChatProvider } from './upstream.js';

const securities = { SSL: 'tls', STARTTLS: 'starttls', PLAIN: 'none' } as const;

/** The facts of Delta Chat's provider-db in our form, sorted by id: of providers that work, and of servers that are encrypted. */
export function convertDeltaChat(providers: readonly DeltaChatProvider[]): ProviderFacts[] {
  // Entries for patterns ("*.example.org") and for networks without domains are of no use here.
  const named = providers.filter(({ status, domains }) => status !== 'BROKEN' && domains.some(isDomain));
  const reachable = named.map(factsOf).filter(({ incoming, outgoing }) => incoming.length > 0 && outgoing.length > 0);
  return reachable.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function factsOf({ id, status, domains, server }: DeltaChatProvider): ProviderFacts {
  const servers = server
    // Port 443 serves one program only, behind ALPN; it is no mail port.
    .filter(({ socket, hostname, port }) => socket !== 'PLAIN' && hostname !== 'localhost' && port !== 443)
    .map(({ type, hostname, port, socket, username_pattern }) => ({
      type,
      host: hostname.toLowerCase(),
      port,
      security: securities[socket],
      username: username_pattern.toLowerCase() === 'emaillocalpart' ? 'local-part' : 'address',
    }));
  return ProviderFacts.parse({
    id: id.toLowerCase(),
    name: id,
    domains: [...new Set(domains.filter(isDomain).map((domain) => domain.toLowerCase()))],
    incoming: servers.flatMap(({ type, ...one }) => (type === 'imap' ? [{ protocol: type, ...one }] : [])),
    outgoing: servers.flatMap(({ type, ...one }) => (type === 'smtp' ? [one] : [])),
    needsPreparation: status === 'PREPARATION',
  });
}

function isDomain(text: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text);
}
