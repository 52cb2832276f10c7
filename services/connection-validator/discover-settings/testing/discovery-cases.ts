import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Case = z.object({
  id: z.string(),
  group: z.string(),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  source: z.string(),
});
export type DiscoveryCase = z.infer<typeof Case>;

const all = z
  .array(Case)
  .parse(JSON.parse(readFileSync(new URL('discovery-cases.fixture.json', import.meta.url), 'utf8')));

/** @throws Error when there is none */
export function caseOf(id: string): DiscoveryCase {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** The cases of a group, as `it.each` takes them. @throws Error when there are none: a group was renamed */
export function casesOf(
  group: string,
  wanted: (one: DiscoveryCase) => boolean = () => true,
): [string, DiscoveryCase][] {
  const found = all.filter((one) => one.group === group && wanted(one));
  if (found.length === 0) throw new Error(`no case of ${group}`);
  return found.map((one) => [`${one.id}: ${one.name}`, one]);
}
