import type { Provider } from './provider.js';

/** Lower case, without accents and punctuation: "Vidéotron" is found as "videotron", "AT&T" as "at t". */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** 0: a name begins so. 1: a word of a name begins so. 2: it is part of a name. Null: no match. */
function rank(names: readonly string[], query: string): number | null {
  if (names.some((name) => name.startsWith(query))) return 0;
  if (names.some((name) => name.includes(` ${query}`))) return 1;
  const everywhere = names.join(' ');
  return query.split(' ').every((word) => everywhere.includes(word)) ? 2 : null;
}

/** "@yahoo.c" and "ada@yahoo.ca" are looked up among the domains. */
function asDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().split('@').at(-1) ?? '';
  return domain.includes('.') ? domain : null;
}

/** The providers that a text may mean, best match first; all of them, in their order, for an empty text. */
export function matchProviders(providers: readonly Provider[], text: string): readonly Provider[] {
  const query = folded(text);
  if (query === '') return providers;
  const domain = asDomain(text);
  const ranked = providers.flatMap((provider) => {
    if (domain !== null && provider.domains.some((own) => own.startsWith(domain))) return [{ provider, place: 0 }];
    const place = rank([provider.name, ...provider.aliases].map(folded), query);
    return place === null ? [] : [{ provider, place }];
  });
  return ranked.toSorted((one, other) => one.place - other.place).map(({ provider }) => provider);
}
