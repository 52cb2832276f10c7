import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { compare } from './compare.js';
import { reportLines } from './report.js';
import type { Scenario } from './scenario.js';

/** `npm run bench [-- <scenario>…]`: every `*.bench.ts` of this folder, or those named. */
const alternations = 5;
const suffix = '.bench.js';

const print = (line: string) => process.stdout.write(`${line}\n`);
const known = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(suffix)).sort();
const names = known.map((file) => file.slice(0, -suffix.length));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : names;
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`there is no scenario ${unknown.join(', ')}; there are ${names.join(', ')}\n`);
  process.exit(2);
}

print(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`);
print(`medians of ${alternations} alternations, both sides in one run, [smallest to largest]`);
let missed = 0;
for (const name of chosen) {
  const { default: scenario } = (await import(`./${name}${suffix}`)) as { default: Scenario };
  print('');
  const compared = await compare(scenario, alternations);
  for (const line of reportLines(scenario, compared)) print(line);
  missed += compared.filter(({ met }) => !met).length;
}
process.exit(missed === 0 ? 0 : 1);
