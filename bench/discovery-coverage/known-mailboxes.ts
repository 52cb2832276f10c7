import {
  loadProviders,
  readFacts,
  shippedProviders,
  type Discovery,
  type ProviderFacts,
} from '@mail-access/connection-validator';

/** What is known to be right for the addresses of a domain. */
export interface KnownMailbox {
  readonly domain: string;
  readonly facts: readonly ProviderFacts[];
  /** Whose own sign-in its accounts want; null: a password. */
  readonly signIn: 'google' | 'microsoft' | null;
  /** What its mail exchangers end with; null: nothing is known of them. */
  readonly exchanger: string | null;
  /** How many domains this one stands for: they have the same facts, and no mail server under names of their own. */
  readonly domains: number;
}

/** Every domain that published facts name, with all that they say of it; those that must end alike only once. */
export function knownMailboxes(): KnownMailbox[] {
  const byDomain = new Map<string, ProviderFacts[]>();
  for (const facts of shippedProviders.facts.flatMap(readFacts)) {
    for (const domain of facts.domains) byDomain.set(domain, [...(byDomain.get(domain) ?? []), facts]);
  }
  const providers = loadProviders(shippedProviders);
  const alike = new Map<string, KnownMailbox>();
  for (const [domain, facts] of byDomain) {
    const provider = providers.find((one) => one.domains.includes(domain));
    const signIn = provider?.signIn === 'google' || provider?.signIn === 'microsoft' ? provider.signIn : null;
    const key = isServedByItself(domain, facts) ? domain : facts.map(({ id }) => id).join();
    const domains = (alike.get(key)?.domains ?? 0) + 1;
    alike.set(key, { domain, facts, signIn, exchanger: provider?.mx[0] ?? null, domains });
  }
  return [...alike.values()];
}

function isServedByItself(domain: string, facts: readonly ProviderFacts[]): boolean {
  const hosts = facts.flatMap(({ incoming, outgoing }) => [...incoming, ...outgoing].map(({ host }) => host));
  return hosts.some((host) => host.includes('{domain}') || host === domain || host.endsWith(`.${domain}`));
}

const filled = (hosts: readonly { host: string }[], domain: string): string[] =>
  hosts.map(({ host }) => host.replaceAll('{domain}', domain));

/** `right`: the sign-in, or both servers, of the facts. `other`: something else. */
export function judge(
  { domain, facts, signIn }: KnownMailbox,
  found: Pick<Discovery, 'candidates' | 'sign_in'> | null,
): 'right' | 'other' | 'nothing' {
  if (signIn !== null && found?.sign_in === signIn) return 'right';
  const best = found?.candidates[0];
  if (best === undefined) return found?.sign_in === undefined ? 'nothing' : 'other';
  const incoming = facts.flatMap((one) => filled(one.incoming, domain));
  const outgoing = facts.flatMap((one) => filled(one.outgoing, domain));
  return incoming.includes(best.incoming.host) && outgoing.includes(best.outgoing.host) ? 'right' : 'other';
}
