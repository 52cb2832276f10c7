import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const exclude = (path: string) => /(?:^|\/)(?:node_modules|dist|\.local|\.git)(?:\/|$)/.test(path);
const files = (pattern: string) => globSync(pattern, { cwd: root, exclude }).filter((path) => !exclude(path));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the documents', () => {
  it.each(files('**/*.md'))('%s has no link that leads nowhere', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it.each(files('{services,libs}/*/').concat(files('libs/drivers/*/')))('%s has a README below 60 lines', (folder) => {
    expect(existsSync(join(root, folder, 'README.md')), 'README.md').toBe(true);
    expect(read(join(folder, 'README.md')).split('\n').length).toBeLessThanOrEqual(60);
  });

  it('say of each direct dependency why it is here', () => {
    const named = read('docs/adr/0000-dependencies.md');
    const direct = files('{package.json,**/package.json}').flatMap((path) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path)) as Record<string, object>;
      return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
    });
    const ours = /^@mail-access\/|^@types\//;
    // Packages of one scope may share a line: "`@opentelemetry/sdk-trace`, `sdk-metrics`".
    const isNamed = (name: string) => named.includes(`\`${name}\``) || named.includes(`\`${name.split('/')[1]}\``);
    expect([...new Set(direct)].filter((name) => !ours.test(name) && !isNamed(name))).toEqual([]);
  });

  it('name every setting that a service reads', () => {
    const operations = read('docs/operations.md');
    const sources = ['libs/messaging/service/environment.ts', ...files('services/*/configuration.ts')];
    const settings = sources.flatMap((path) =>
      [...read(path).matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
    );
    expect(settings.length).toBeGreaterThan(15);
    expect(settings.filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
  });

  it('number each decision once', () => {
    const numbers = files('docs/adr/*.md').map((path) => /\/(\d{4})-/.exec(path)?.[1]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).not.toContain(undefined);
  });
});
