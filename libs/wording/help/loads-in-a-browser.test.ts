import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What a file imports that stays after compilation. */
function importsOf(file: URL): string[] {
  const source = readFileSync(file, 'utf8');
  const statements = source.matchAll(/^(?:import|export) (?!type )([^;]*?) from '([^']+)';/gms);
  return [...statements]
    .filter(([, names = '']) => !/^\{(?:\s*type [^,}]+,?)+\s*\}$/.test(names))
    .map(([, , from = '']) => from);
}

function graphFrom(file: URL, seen = new Set<string>()): Set<string> {
  for (const from of importsOf(file)) {
    const target = from.startsWith('.') ? new URL(from.replace(/\.js$/, '.ts'), file).href : from;
    if (seen.has(target)) continue;
    seen.add(target);
    if (target.startsWith('file:')) graphFrom(new URL(target), seen);
  }
  return seen;
}

it('the help needs no package and no module of Node', () => {
  const graph = graphFrom(new URL('./help-topics.ts', import.meta.url));
  expect(graph.size).toBeGreaterThan(20);
  expect([...graph].filter((target) => !target.startsWith('file:'))).toEqual([]);
});
