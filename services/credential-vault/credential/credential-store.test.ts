import type { LogFields, Logger } from '@mail-access/observability';
import type { Transaction } from '@mail-access/persistence';
import { expect, it } from 'vitest';
import { CredentialStore } from './credential-store.js';
import type { CredentialRow } from './credential.entity.js';

const row: CredentialRow = {
  credentialId: '7c0f4b1e-8a55-4a3e-9f0e-4a1f6c1f2b11',
  connectionId: 'e1d9a4c0-6f2b-4c43-a4b4-0f5f54d5a0aa',
  tenantId: 'acme',
  subscriberId: 'ada',
  purpose: 'incoming',
  keyVersion: 1,
  wrappedDataKey: Buffer.from('wrapped'),
  ciphertext: Buffer.from('ciphertext'),
  storedAt: new Date(0),
  erasedAt: null,
};

/** A table with this one row, and a logger that keeps its lines. */
function tableOf(only: CredentialRow) {
  const log: [event: string, fields: LogFields | undefined][] = [];
  const keep = (event: string, fields?: LogFields): void => void log.push([event, fields]);
  const logger: Logger = { debug: keep, info: keep, warn: keep, error: keep, child: () => logger };
  const tx = {
    findOneBy: async (_: unknown, { credentialId }: { credentialId: string }) =>
      credentialId === only.credentialId ? only : null,
  } as unknown as Transaction;
  return { log, tx, store: new CredentialStore(logger) };
}

it('finds a credential for its owner only, and records who else asked without content', async () => {
  const { log, tx, store } = tableOf(row);
  expect(await store.find(tx, row.credentialId, { tenantId: 'acme', subscriberId: 'ada' })).toBe(row);
  expect(log).toEqual([]);
  expect(await store.find(tx, row.credentialId, { tenantId: 'acme', subscriberId: 'bob' })).toBeNull();
  expect(await store.find(tx, row.credentialId, { tenantId: 'other', subscriberId: 'ada' })).toBeNull();
  const line = ['credential-of-another-owner', { credentialId: row.credentialId }];
  expect(log).toEqual([line, line]);
});

it('finds nothing of an erased credential', async () => {
  const { tx, store } = tableOf({ ...row, wrappedDataKey: null, ciphertext: null, erasedAt: new Date() });
  expect(await store.find(tx, row.credentialId, { tenantId: 'acme', subscriberId: 'ada' })).toBeNull();
});
