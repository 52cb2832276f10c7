import type { HostedProvider } from '@mail-access/contracts';

/** A provider that a text may mean. */
export interface ProviderMatch {
  readonly provider: HostedProvider;
  /** The e-mail domain by which it was found; null: by its name. */
  readonly domain: string | null;
}

/** Lower case, without accents and punctuation: "Vidéotron" is found as "videotron", "AT&T" as "at t". */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** 0: the name begins so. 1: a word of it begins so. 2: all words are in it. Null: no match. */
function placeOf(name: string, query: string): number | null {
  if (name.startsWith(query)) return 0;
  if (name.includes(` ${query}`)) return 1;
  return query.split(' ').every((word) => name.includes(word)) ? 2 : null;
}

interface RankedMatch {
  readonly match: ProviderMatch;
  readonly place: number;
}

/** The domain of `domains` that `text` begins, typed alone or behind "@". A single letter would begin too many. */
function startedDomain({ domains }: HostedProvider, text: string): string | null {
  const typed = text.trim().toLowerCase().split('@').at(-1) ?? '';
  return typed.length < 2 ? null : (domains.find((domain) => domain.startsWith(typed)) ?? null);
}

/** The providers that a text may mean, best match first; all of them, in the order of the gateway, for an empty one. */
export function matchProviders(providers: readonly HostedProvider[], text: string): readonly ProviderMatch[] {
  const query = folded(text);
  if (query === '') return text.trim() === '' ? providers.map((provider) => ({ provider, domain: null })) : [];
  const ranked = providers.flatMap((provider): readonly RankedMatch[] => {
    const byName = placeOf(folded(provider.name), query);
    if (byName !== null) return [{ match: { provider, domain: null }, place: byName }];
    const domain = startedDomain(provider, text);
    return domain === null ? [] : [{ match: { provider, domain }, place: 3 }];
  });
  return ranked.sort((one, other) => one.place - other.place).map(({ match }) => match);
}

/** The provider that is called exactly so, accents and case aside. */
export function providerNamed(providers: readonly HostedProvider[], text: string): HostedProvider | undefined {
  const name = folded(text);
  return name === '' ? undefined : providers.find((provider) => folded(provider.name) === name);
}

/** The providers to which the domain of an address belongs. None for an address that is not whole yet. */
export function providersOfAddress(providers: readonly HostedProvider[], address: string): readonly HostedProvider[] {
  const [local, domain, ...rest] = address.trim().toLowerCase().split('@');
  if (!local || !domain || rest.length > 0) return [];
  return providers.filter(({ domains }) => domains.includes(domain));
}
