import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ProviderFacts, ProviderGuide, type Provider } from './provider.js';

/** Where the providers are read from. */
export interface ProviderFiles {
  /** Paths of JSON Lines, one `ProviderFacts` a line; a domain belongs to the first file that has it. */
  readonly facts: readonly string[];
  /** Path of a JSON array of `ProviderGuide`. */
  readonly guides: string;
}

// Beside the sources and, from what is built of them, two levels up.
const folder = new URL(import.meta.url.includes('/dist/') ? '../../providers/' : './', import.meta.url);

/** What this service ships with. */
export const shippedProviders: ProviderFiles = {
  facts: ['facts/ispdb.jsonl', 'facts/delta-chat.jsonl'].map((file) => fileURLToPath(new URL(file, folder))),
  guides: fileURLToPath(new URL('guides.json', folder)),
};

/** Reads the providers: those with a guide first, in its order, then the others by name. @throws Error that names the file and the entry */
export function loadProviders(files: ProviderFiles): Provider[] {
  const facts = joined(files.facts.map(readFacts));
  const guides = parsed(files.guides, z.array(ProviderGuide), JSON.parse(readFileSync(files.guides, 'utf8')));
  const byId = new Map(facts.map((one) => [one.id, one]));
  const guided = guides.map((guide) =>
    withFacts(
      guide,
      guide.facts.map((id) => known(byId, id, files.guides)),
    ),
  );
  const told = new Set(guides.flatMap((guide) => guide.facts));
  const others = facts.filter(({ id }) => !told.has(id)).map(plainProvider);
  return [...guided, ...others.toSorted((one, other) => one.name.localeCompare(other.name, 'fr-CA'))];
}

/** Reads one file of facts. @throws Error that names the file and the line */
export function readFacts(path: string): ProviderFacts[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    line === '' ? [] : [parsed(`${path}:${index + 1}`, ProviderFacts, JSON.parse(line))],
  );
}

function parsed<S extends z.ZodType>(place: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(`${place}: ${z.prettifyError(result.error)}`);
}

function known(byId: ReadonlyMap<string, ProviderFacts>, id: string, path: string): ProviderFacts {
  const facts = byId.get(id);
  if (facts === undefined) throw new Error(`${path}: there are no facts of "${id}"`);
  return facts;
}

/** Later files add domains and needs to providers that earlier ones know, and providers that those do not. */
function joined(files: readonly (readonly ProviderFacts[])[]): ProviderFacts[] {
  const all: ProviderFacts[] = [];
  const ownerOf = new Map<string, ProviderFacts>();
  for (const facts of files.flat()) {
    const owner = facts.domains.map((domain) => ownerOf.get(domain)).find((one) => one !== undefined);
    const domains = facts.domains.filter((domain) => !ownerOf.has(domain));
    const provider = owner ?? { ...facts, domains: [] };
    if (owner === undefined) all.push(provider);
    provider.domains.push(...domains);
    provider.needsPreparation ||= facts.needsPreparation;
    for (const domain of domains) ownerOf.set(domain, provider);
  }
  return all;
}

function withFacts(guide: ProviderGuide, facts: readonly ProviderFacts[]): Provider {
  const own = { domains: guide.domains, incoming: guide.incoming, outgoing: guide.outgoing };
  const { id, name, aliases, signIn, preparation, helpLinks, mx, resells } = guide;
  return {
    ...{ id, name, aliases, signIn, preparation, helpLinks, mx, resells },
    domains: [...new Set([...facts.flatMap(({ domains }) => domains), ...guide.domains])],
    servers: guide.incoming.length > 0 ? [own, ...facts] : facts,
  };
}

function plainProvider(facts: ProviderFacts): Provider {
  const { id, name, domains, helpLinks, preparationLink } = facts;
  const link = preparationLink === undefined ? {} : { link: preparationLink };
  return {
    ...{ id, name, domains, helpLinks, aliases: [], signIn: 'password', servers: [facts], mx: [], resells: [] },
    preparation: facts.needsPreparation ? [{ kind: 'turn-on-mail-programs', ...link }] : [],
  };
}
