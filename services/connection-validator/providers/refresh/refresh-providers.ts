import { existsSync, writeFileSync } from 'node:fs';
import { readFacts } from '../load-providers.js';
import type { ProviderFacts, ProviderOutgoing } from '../provider.js';
import { convertDeltaChat } from './convert-delta-chat.js';
import { convertIspdb } from './convert-ispdb.js';
import { readUpstream } from './read-upstream.js';

/** Where each source is kept. */
export interface FactsFiles {
  readonly ispdb: string;
  readonly deltaChat: string;
}

/**
 * Writes the facts anew from what is published. The same source always gives the same bytes. A source that the input
 * does not hold is left as it is.
 *
 * @returns what changed, a line each
 */
export function refreshProviders(input: string, files: FactsFiles): string[] {
  const { ispdb, deltaChat } = readUpstream(input);
  return [
    ...rewrite(files.ispdb, convertIspdb(ispdb)),
    ...(deltaChat === null ? [] : rewrite(files.deltaChat, convertDeltaChat(deltaChat))),
  ];
}

function rewrite(path: string, facts: readonly ProviderFacts[]): string[] {
  const before = new Map(existsSync(path) ? readFacts(path).map((one) => [one.id, lineOf(one)]) : []);
  const after = new Map(facts.map((one) => [one.id, lineOf(one)]));
  writeFileSync(path, [...after.values()].map((line) => `${line}\n`).join(''));
  const added = [...after.keys()].filter((id) => !before.has(id)).map((id) => `+ ${id}`);
  const removed = [...before.keys()].filter((id) => !after.has(id)).map((id) => `- ${id}`);
  const changed = [...after].flatMap(([id, line]) => {
    const old = before.get(id);
    return old === undefined || old === line ? [] : [`~ ${id}: ${changedFields(old, line).join(', ')}`];
  });
  const name = path.split('/').at(-1) ?? path;
  const summary = `${name}: ${after.size} providers, ${added.length} added, ${removed.length} removed, ${changed.length} changed`;
  return [summary, ...added, ...removed, ...changed];
}

function changedFields(before: string, after: string): string[] {
  const [old, now] = [before, after].map((line) => JSON.parse(line) as Record<string, unknown>) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields].filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]));
}

/** One provider in one line, what is usual left out. */
function lineOf({ needsPreparation, helpLinks, incoming, outgoing, ...facts }: ProviderFacts): string {
  const { id, name, domains, preparationLink } = facts;
  return JSON.stringify({
    id,
    name,
    domains,
    incoming: incoming.map(({ protocol, ...server }) => ({ protocol, ...compact(server) })),
    outgoing: outgoing.map(compact),
    ...(needsPreparation && { needsPreparation }),
    ...(preparationLink !== undefined && { preparationLink }),
    ...(helpLinks.length > 0 && { helpLinks }),
  });
}

function compact({ host, port, security, username, signIn }: ProviderOutgoing): object {
  return {
    host,
    port,
    security,
    ...(username !== 'address' && { username }),
    ...(signIn !== 'password' && { signIn }),
  };
}
