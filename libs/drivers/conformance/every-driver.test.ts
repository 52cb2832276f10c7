import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const drivers = join(import.meta.dirname, '..');
/** Not drivers: what a driver is, and what it must pass. */
const ground = new Set(['spec', 'conformance']);
const suites = /\bdescribe(?:IncomingDriver|SubmissionDriver)\(/;

const folders = readdirSync(drivers, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !ground.has(entry.name))
  .map(({ name }) => name);

it('finds the drivers', () => {
  expect(folders).toEqual(expect.arrayContaining(['imap', 'pop3', 'smtp']));
});

it.each(folders)('%s runs the conformance suite against a real server', (folder) => {
  const tests = readdirSync(join(drivers, folder)).filter((file) => file.endsWith('.integration.test.ts'));
  const calls = tests.filter((file) => suites.test(readFileSync(join(drivers, folder, file), 'utf8')));
  expect(calls).not.toEqual([]);
});
