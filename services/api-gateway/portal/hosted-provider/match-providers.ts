import type { HostedProvider } from '@mail-access/contracts';
import { foldText } from '../page/fold-text.js';

/** A provider that a text may mean. */
export interface ProviderMatch {
  readonly provider: HostedProvider;
  /** The other name, or the e-mail domain, by which it was found; null: by its own name. */
  readonly by: string | null;
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

/** The place of a name, or of another name by which somebody may look for the company; its own name first. */
function byNames(provider: HostedProvider, query: string): RankedMatch | null {
  const names = [null, ...provider.aliases];
  const ranked = names.flatMap((alias): readonly RankedMatch[] => {
    const place = placeOf(foldText(alias ?? provider.name), query);
    return place === null ? [] : [{ match: { provider, by: alias }, place: place * 2 + (alias === null ? 0 : 1) }];
  });
  return ranked.sort(byPlace)[0] ?? null;
}

const byPlace = (one: RankedMatch, other: RankedMatch) => one.place - other.place;
const afterNames = 6;

/** The domain of `domains` that `text` begins, typed alone or behind "@". A single letter would begin too many. */
function byDomain(provider: HostedProvider, text: string): RankedMatch | null {
  const typed = text.trim().toLowerCase().split('@').at(-1) ?? '';
  const by = typed.length < 2 ? undefined : provider.domains.find((domain) => domain.startsWith(typed));
  return by === undefined ? null : { match: { provider, by }, place: afterNames };
}

/** The providers that a text may mean, best match first; all of them, in the order of the gateway, for an empty one. */
export function matchProviders(providers: readonly HostedProvider[], text: string): readonly ProviderMatch[] {
  const query = foldText(text);
  if (query === '') return text.trim() === '' ? providers.map((provider) => ({ provider, by: null })) : [];
  const ranked = providers.map((provider) => byNames(provider, query) ?? byDomain(provider, text));
  return ranked
    .filter((each) => each !== null)
    .sort(byPlace)
    .map(({ match }) => match);
}

/** The provider that is called exactly so, by its own or another name, accents and case aside. */
export function providerNamed(providers: readonly HostedProvider[], text: string): HostedProvider | undefined {
  const name = foldText(text);
  if (name === '') return undefined;
  const called = (names: readonly string[]) => names.some((each) => foldText(each) === name);
  return (
    providers.find((provider) => called([provider.name])) ?? providers.find((provider) => called(provider.aliases))
  );
}

/** The providers to which the domain of an address belongs. None for an address that is not whole yet. */
export function providersOfAddress(providers: readonly HostedProvider[], address: string): readonly HostedProvider[] {
  const [local, domain, ...rest] = address.trim().toLowerCase().split('@');
  if (!local || !domain || rest.length > 0) return [];
  return providers.filter(({ domains }) => domains.includes(domain));
}
