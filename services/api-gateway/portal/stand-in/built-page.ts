import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface BuiltPage extends AsyncDisposable {
  /** A file of the build by its path in the page's address, or null. */
  file(path: string): Promise<{ readonly type: string; readonly bytes: Buffer } | null>;
}

/** Builds the page into a folder of its own, so that a test never sees an old build. */
export async function buildPage(): Promise<BuiltPage> {
  const directory = await mkdtemp(join(tmpdir(), 'portal-'));
  const configFile = join(import.meta.dirname, '..', 'vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: directory, emptyOutDir: true } });
  return {
    async file(path) {
      const name = path === '/' ? 'index.html' : normalize(path).replace(/^\/+/, '');
      const bytes = await readFile(join(directory, name)).catch(() => null);
      return bytes === null ? null : { type: types[extname(name)] ?? 'application/octet-stream', bytes };
    },
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
