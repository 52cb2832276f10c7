import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSealingKey } from '@mail-access/secret';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';

describe('the configuration', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const keys = join(directory, 'keys.json');
  const complete = {
    PORT: '8080',
    PUBLIC_URL: 'https://mail.example.com',
    NATS_URL: 'nats://nats:4222',
    NATS_CREDENTIALS: 'api-gateway:pass:word',
    SEALING_PUBLIC_KEYS: `file:${keys}`,
    AUTH_ISSUER: 'https://id.example.com',
    AUTH_AUDIENCE: 'mail-access',
  };

  beforeAll(async () => {
    const { publicJwk } = await generateSealingKey('credential-vault');
    writeFileSync(keys, JSON.stringify({ keys: [publicJwk] }));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('needs seven settings and has a value for the others', () => {
    expect(readConfiguration(complete)).toMatchObject({
      HOST: '0.0.0.0',
      PORT: 8080,
      NATS_CREDENTIALS: { user: 'api-gateway', password: 'pass:word' },
      SEALING_PUBLIC_KEYS: { kid: 'credential-vault' },
      PORTAL_SCOPE: 'openid profile',
      PORTAL_CONNECT_ORIGINS: [],
      DRAIN_MS: 500,
    });
  });

  it('reports every problem at once', () => {
    const broken = {
      ...complete,
      PORT: '99999',
      PUBLIC_URL: 'ftp://x',
      NATS_CREDENTIALS: 'hunter2-canary',
      AUTH_ISSUER: '',
      SEALING_PUBLIC_KEYS: 'file:/nonexistent',
    };
    const report = (): unknown => readConfiguration(broken);
    for (const name of ['PORT', 'PUBLIC_URL', 'NATS_CREDENTIALS', 'AUTH_ISSUER', 'SEALING_PUBLIC_KEYS']) {
      expect(report).toThrow(new RegExp(`\\b${name}:`));
    }
    expect(report).not.toThrow(/canary/);
  });

  it('takes a set of keys only with one of the vault', async () => {
    const { publicJwk } = await generateSealingKey('mail-gateway');
    const others = join(directory, 'others.json');
    writeFileSync(others, JSON.stringify({ keys: [publicJwk] }));
    expect(() => readConfiguration({ ...complete, SEALING_PUBLIC_KEYS: `file:${others}` })).toThrow('credential-vault');
  });
});
