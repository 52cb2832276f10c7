import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { documents } from './documents.js';

const root = resolve(import.meta.dirname, '../../..');

it.each([...documents()])('%s is what `npm run docs:bus` writes', async (path, content) => {
  expect(await readFile(join(root, path), 'utf8')).toBe(content);
});
