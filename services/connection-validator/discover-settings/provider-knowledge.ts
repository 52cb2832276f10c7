import type { DiscoveredAuthentication, DiscoverySource } from '@mail-access/contracts';
import type { Provider, ProviderServers, UsernameForm } from '../providers/provider.js';
import type { DiscoveryAddress } from './email-address.js';
import { mxFactsFinder, type MxFacts } from './facts/mx-facts.js';
import { signInOf } from './known-hosts.js';
import { paired, type SourceReport } from './source.js';

/** What is known without asking anybody. */
export interface ProviderKnowledge {
  /** The settings of an address at a provider whose domain this is (the address's, or its mail exchanger's); null when it is nobody's. */
  byDomain(domain: string, address: DiscoveryAddress, source: DiscoverySource): SourceReport | null;
  /** What a mail exchanger tells; null when it is nobody's that is known. */
  byExchanger(exchange: string, address: DiscoveryAddress, source: DiscoverySource): SourceReport | null;
  /** Whether a host is a server of a known provider. */
  isKnownHost(host: string): boolean;
}

const authenticationOf: Record<Provider['signIn'], readonly DiscoveredAuthentication[]> = {
  password: ['password'],
  'app-password': ['app-password'],
  google: ['oauth2', 'app-password'],
  microsoft: ['oauth2'],
  none: [],
};

function usernamesOf(form: UsernameForm, { address, localPart, domain }: DiscoveryAddress): string[] {
  const said = { address, 'local-part': localPart, 'local-part.domain': `${localPart}.${domain}` }[form];
  return [...new Set([said, address, localPart])];
}

function serversAt(provider: Provider, domain: string): ProviderServers | undefined {
  return provider.servers.find(({ domains }) => domains.includes(domain)) ?? provider.servers[0];
}

/** The report of a provider that has the address's domain, or takes its mail. */
function reportOf(
  provider: Provider,
  domain: string,
  address: DiscoveryAddress,
  source: DiscoverySource,
): SourceReport {
  const known = { provider: { id: provider.id, name: provider.name } };
  if (provider.signIn === 'none') return { outcome: 'no-open-protocol', ...known };
  const entry = serversAt(provider, domain);
  const fill = (host: string): string => host.replaceAll('{domain}', domain);
  const servers = (entry?.incoming ?? []).flatMap(({ protocol, host, port, security, username }) =>
    paired(
      [{ protocol, host: fill(host), port, security }],
      (entry?.outgoing ?? []).map((one) => ({
        ...{ host: fill(one.host), port: one.port, security: one.security },
        // iCloud wants the local part on the way in, and the whole address on the way out.
        ...(one.username !== username && { username: usernamesOf(one.username, address)[0] }),
      })),
      {
        ...{ source, trusted: true, certificate: 'not-checked', usernames: usernamesOf(username, address) },
        authentication: authenticationOf[provider.signIn],
      },
    ),
  );
  const signIn = provider.signIn === 'google' || provider.signIn === 'microsoft' ? { signIn: provider.signIn } : {};
  return { outcome: servers.length > 0 || 'signIn' in signIn ? 'found' : 'not-found', servers, ...signIn, ...known };
}

function reportOfExchanger(
  facts: MxFacts,
  name: string,
  address: DiscoveryAddress,
  source: DiscoverySource,
): SourceReport {
  const known = { provider: { id: facts.provider, name } };
  if (facts.kind !== 'mailbox') return { outcome: facts.kind, ...(facts.kind === 'no-open-protocol' && known) };
  const servers = paired(facts.incoming, facts.outgoing, {
    ...{ source, trusted: true, certificate: 'not-checked', usernames: usernamesOf(facts.username, address) },
    authentication: facts.authentication,
  });
  const signIn = signInOf(facts.incoming[0]?.host ?? '');
  return { outcome: 'found', servers, ...known, ...(signIn !== null && { signIn }) };
}

function hostsOf(providers: readonly Provider[], mx: readonly MxFacts[]): Set<string> {
  const servers = [...providers.flatMap((provider) => provider.servers), ...mx];
  return new Set(servers.flatMap(({ incoming, outgoing }) => [...incoming, ...outgoing].map(({ host }) => host)));
}

/** The knowledge in the facts that this service ships with. */
export function knowledgeOf(providers: readonly Provider[], mx: readonly MxFacts[]): ProviderKnowledge {
  const byDomain = new Map(providers.flatMap((one) => one.domains.map((domain) => [domain, one] as const)));
  // The first provider that names a host keeps it: those with a guide come first.
  const owners = providers.flatMap((one) =>
    one.servers.flatMap(({ incoming }) => incoming.map(({ host }) => [host, one] as const)),
  );
  const byHost = new Map(owners.toReversed());
  const hosts = hostsOf(providers, mx);
  const find = mxFactsFinder(mx);
  return {
    byDomain: (domain, address, source) => {
      const provider = byDomain.get(domain);
      return provider === undefined ? null : reportOf(provider, domain, address, source);
    },
    byExchanger: (exchange, address, source) => {
      const facts = find(exchange);
      if (facts === null) return null;
      const named = facts.incoming.map(({ host }) => byHost.get(host)).find((one) => one !== undefined);
      const report = reportOfExchanger(facts, facts.provider, address, source);
      if (named === undefined || report.provider === undefined) return report;
      return { ...report, provider: { id: named.id, name: named.name } };
    },
    isKnownHost: (host) => hosts.has(host),
  };
}
