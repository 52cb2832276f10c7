import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { documents } from './documents.js';

/** `npm run docs:bus`: writes the generated documents into the repository, from `dist/describe/`. */
const root = resolve(import.meta.dirname, '../../../..');

for (const [path, content] of documents()) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
  process.stdout.write(`${path}\n`);
}
