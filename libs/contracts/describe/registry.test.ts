import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { EventContract } from '../definition/define-event.js';
import type { RequestContract } from '../definition/define-request.js';
import * as published from '../index.js';
import { events, requests } from '../registry.js';

const contracts = resolve(import.meta.dirname, '..');

/** `<service>/<name>` of every contract file. */
async function contractFiles(): Promise<string[]> {
  const files = await readdir(contracts, { recursive: true });
  const suffix = '.contract.ts';
  return files
    .filter((file) => file.endsWith(suffix) && !file.includes('node_modules'))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

function fileOf(contract: RequestContract | EventContract): string {
  return `${contract.service}/${contract.kind === 'request' ? contract.name : contract.event}`;
}

it('knows every contract file, and no other contract', async () => {
  expect([...requests, ...events].map(fileOf).sort()).toEqual(await contractFiles());
});

it('publishes every contract under the name of its file', async () => {
  for (const file of await contractFiles()) {
    const name = (file.split('/')[1] ?? '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(Object.keys(published), file).toContain(name);
  }
});

it('declares one message a file', async () => {
  for (const file of await contractFiles()) {
    const source = await readFile(join(contracts, `${file}.contract.ts`), 'utf8');
    expect(source.match(/= define(Request|Event)\(/g), file).toHaveLength(1);
  }
});
