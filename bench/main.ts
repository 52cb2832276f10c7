import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { compare } from './compare.js';
import { reportLines } from './report.js';
import type { Report, Scenario } from './scenario.js';

/** `npm run bench [-- <name>…]`: every `*.bench.ts` of this folder, then every `*.report.ts`, or those named. */
const alternations = 5;
const [benchSuffix, reportSuffix] = ['.bench.js', '.report.js'];

const print = (line: string) => process.stdout.write(`${line}\n`);
const files = (await readdir(import.meta.dirname)).sort();
const namesOf = (suffix: string) =>
  files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
const reports = namesOf(reportSuffix);
const names = [...namesOf(benchSuffix), ...reports];
const chosen = process.argv.length > 2 ? process.argv.slice(2) : names;
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`there is no scenario ${unknown.join(', ')}; there are ${names.join(', ')}\n`);
  process.exit(2);
}

print(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`);
print(`medians of ${alternations} alternations, both sides in one run, [smallest to largest]`);
let missed = 0;
for (const name of chosen.filter((one) => !reports.includes(one))) {
  const { default: scenario } = (await import(`./${name}${benchSuffix}`)) as { default: Scenario };
  print('');
  const compared = await compare(scenario, alternations);
  for (const line of reportLines(scenario, compared)) print(line);
  missed += compared.filter(({ met }) => !met).length;
}
for (const name of chosen.filter((one) => reports.includes(one))) {
  const { default: report } = (await import(`./${name}${reportSuffix}`)) as { default: Report };
  print(`\n${report.title}`);
  for (const line of await report.lines()) print(line);
}
process.exit(missed === 0 ? 0 : 1);
