import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { choosePorts } from './ports.js';

let directory = '';
let file = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mail-access-ports-'));
  file = join(directory, 'ports.json');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const busy =
  (...ports: number[]) =>
  (port: number) =>
    Promise.resolve(ports.includes(port));

it('gives the same ports at the next start', async () => {
  const first = await choosePorts(file, undefined, busy(10993));
  expect(first).toMatchObject({ portal: 8080, imap: 10143, imaps: 11093 });
  expect(await choosePorts(file, undefined, busy())).toEqual(first);
});

it('takes the port that the operator wants for the portal, at this start only', async () => {
  expect((await choosePorts(file, 9000, busy()))['portal']).toBe(9000);
  expect((await choosePorts(file, undefined, busy()))['portal']).toBe(8080);
});

it('does not move what saved connections name, but says which port is in use', async () => {
  await choosePorts(file, undefined, busy());
  await expect(choosePorts(file, undefined, busy(10993))).rejects.toThrow(
    'Port 10993, for IMAPS of the demo mailboxes, is in use: stop the program that listens there',
  );
});

it('does not move the portal by itself', async () => {
  await expect(choosePorts(file, undefined, busy(8080))).rejects.toThrow('"PORT=8081 npm start"');
});
