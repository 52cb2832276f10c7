import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSealingKey } from '@mail-access/secret';
import { expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';

it('reads keys from files, or from the variables themselves', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'configuration-'));
  const own = await generateSealingKey('credential-vault');
  const other = await generateSealingKey('connection-validator');
  await writeFile(join(directory, 'own.json'), JSON.stringify(own.privateJwk));
  const read = readConfiguration({
    DATABASE_URL: 'postgres://vault@localhost/mail_access',
    NATS_URL: 'nats://localhost:4222',
    NATS_CREDENTIALS: 'credential-vault:password',
    SEALING_KEY: `file:${join(directory, 'own.json')}`,
    SEALING_PUBLIC_KEYS: JSON.stringify({ keys: [other.publicJwk] }),
    KEY_WRAPPER: 'file:/run/secrets/keys.json',
  });
  await rm(directory, { recursive: true });
  expect(read.SEALING_KEY).toEqual(own.privateJwk);
  expect([...read.SEALING_PUBLIC_KEYS.keys()]).toEqual(['connection-validator']);
  expect(read.KEY_WRAPPER).toEqual({ kind: 'file', path: '/run/secrets/keys.json' });
});

it('reports every problem together, and quotes no value', () => {
  const read = (): unknown =>
    readConfiguration({
      NATS_URL: 'nats://localhost:4222',
      NATS_CREDENTIALS: 'canary',
      SEALING_KEY: '{"kty":"oct","k":"canary"}',
      SEALING_PUBLIC_KEYS: 'file:/nowhere/keys.json',
      KEY_WRAPPER: 'pkcs11:token=canary',
    });
  for (const name of ['DATABASE_URL', 'NATS_CREDENTIALS', 'SEALING_KEY', 'SEALING_PUBLIC_KEYS', 'KEY_WRAPPER']) {
    expect(read).toThrow(`\n  ${name}: `);
  }
  expect(read).not.toThrow(/canary/);
});

it('takes no half of a registration', async () => {
  const own = await generateSealingKey('credential-vault');
  const needed = {
    DATABASE_URL: 'postgres://vault@localhost/mail_access',
    NATS_URL: 'nats://localhost:4222',
    NATS_CREDENTIALS: 'credential-vault:password',
    SEALING_KEY: JSON.stringify(own.privateJwk),
    SEALING_PUBLIC_KEYS: JSON.stringify({ keys: [] }),
    KEY_WRAPPER: 'file:/run/secrets/keys.json',
  };
  const half = { ...needed, MICROSOFT_CLIENT_ID: 'canary' };
  expect(() => readConfiguration(half)).toThrow(/MICROSOFT_CLIENT_SECRET: needed[^]*PUBLIC_URL: needed/);
  const whole = { ...half, MICROSOFT_CLIENT_SECRET: 'x', PUBLIC_URL: 'https://portal.example.com' };
  expect(String(readConfiguration(whole).MICROSOFT_CLIENT_SECRET)).toBe('[redacted]');
});
