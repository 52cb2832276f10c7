import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cacheDirectory, ensureDebianPackages } from '@mail-access/local';
import { expect, it } from 'vitest';
import { parties } from '../definition/party.js';
import { natsConfiguration } from './nats-configuration.js';

it('is accepted by nats-server', async () => {
  const root = await ensureDebianPackages(['nats-server'], { cacheDirectory: cacheDirectory(), suite: 'trixie' });
  const file = join(await mkdtemp(join(tmpdir(), 'nats-configuration-')), 'permissions.conf');
  await writeFile(file, natsConfiguration());
  const passwords = parties.map((party) => [
    `NATS_PASSWORD_${party.toUpperCase().replaceAll('-', '_')}`,
    'secret-word',
  ]);
  const { stderr } = await promisify(execFile)(join(root, 'usr/sbin/nats-server'), ['-t', '-c', file], {
    env: { ...process.env, ...(Object.fromEntries(passwords) as Record<string, string>) },
  });
  expect(stderr).toContain('is valid');
});
