import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupProblem } from './setup-problem.js';

/**
 * The machine's own package sources (mirror, keyring and options as its operator chose them), rewritten for `suite` and limited
 * to the component main. So no host name is written in this repository, and a machine behind a private mirror just works.
 */
export function sourcesFor(suite: string, codename: string, aptDirectory = '/etc/apt'): string {
  const entries = sourceFiles(aptDirectory).flatMap(({ name, text }) =>
    name.endsWith('.sources') ? stanzas(text, suite, codename) : lines(text, suite, codename),
  );
  if (entries.length > 0) return entries.join('\n\n') + '\n';
  throw new SetupProblem(
    `No Debian ${codename} package source is configured on this machine: add one below ${aptDirectory} and run this again.`,
  );
}

function sourceFiles(aptDirectory: string): { name: string; text: string }[] {
  const parts = join(aptDirectory, 'sources.list.d');
  const paths = [join(aptDirectory, 'sources.list')];
  if (existsSync(parts))
    paths.push(
      ...readdirSync(parts)
        .sort()
        .map((name) => join(parts, name)),
    );
  return paths
    .filter((path) => /\.(list|sources)$/.test(path) && existsSync(path))
    .map((name) => ({ name, text: readFileSync(name, 'utf8') }));
}

/** One-line style: `deb [options] uri suite components`, sources.list(5); given back as a stanza. */
function lines(text: string, suite: string, codename: string): string[] {
  return text.split('\n').flatMap((line) => {
    const match = /^deb\s+(?:\[(.*?)\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.trim());
    const renamed = renameSuite(match?.[3] ?? '', suite, codename);
    if (match === null || renamed === undefined || !(match[4] ?? '').split(/\s+/).includes('main')) return [];
    const fields = ['Types: deb', `URIs: ${match[2]}`, `Suites: ${renamed}`, 'Components: main'];
    for (const option of (match[1] ?? '').trim().split(/\s+/).filter(Boolean)) {
      const [key = '', value = ''] = option.split('=');
      fields.push(`${key}: ${value.replaceAll(',', ' ')}`);
    }
    return [fields.join('\n')];
  });
}

/** deb822 style: paragraphs of `Field: value`. */
function stanzas(text: string, suite: string, codename: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const kept = paragraph.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
    const field = (name: string) =>
      kept.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))?.replace(/^[^:]*:\s*/, '');
    const suites = (field('Suites') ?? '').split(/\s+/).flatMap((one) => renameSuite(one, suite, codename) ?? []);
    const isBinary = (field('Types') ?? '').split(/\s+/).includes('deb');
    const isMain = (field('Components') ?? '').split(/\s+/).includes('main');
    if (suites.length === 0 || !isBinary || !isMain || field('Enabled')?.toLowerCase() === 'no') return [];
    const rest = kept.filter((line) => !/^(types|suites|components|enabled):/i.test(line));
    return [['Types: deb', `Suites: ${suites.join(' ')}`, 'Components: main', ...rest].join('\n')];
  });
}

/** `bookworm-security` becomes `trixie-security`; anything that is not of this Debian release is undefined. */
function renameSuite(name: string, suite: string, codename: string): string | undefined {
  const match = new RegExp(`^${codename}(-security|-updates)?$`).exec(name);
  return match === null ? undefined : `${suite}${match[1] ?? ''}`;
}
