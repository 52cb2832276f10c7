import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from '@mail-access/persistence';
import type { JetStreamClient } from '@nats-io/jetstream';
import { expect, it } from 'vitest';
import { relayBatch } from './outbox-batch.js';

/** An outbox that holds so many events of one subject, and remembers what was deleted from it. */
function outboxOf(count: number) {
  const deleted: string[] = [];
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{
      position: String(index + 1),
      eventId: String(index + 1),
      eventName: 'connection-validator.v1.connection-erased',
    },
    ...{ tenantId: 'acme', subscriberId: 'ada', sequence: '1', correlationId: 'c', traceParent: '', data: '{}' },
    createdAt: new Date(),
  }));
  const query = (sql: string, [first]: unknown[] = []): Promise<unknown> => {
    if (sql.includes('pg_try_advisory_xact_lock')) return Promise.resolve([{ taken: true }]);
    if (sql.startsWith('delete')) deleted.push(...(first as string[]));
    return Promise.resolve(sql.includes('order by position limit $1') ? rows : []);
  };
  return { deleted, tx: { query } as unknown as Transaction };
}

it('commits what a slow stream took so far, before its transaction is ended for doing nothing', async () => {
  const { tx, deleted } = outboxOf(20);
  const slow = { publish: () => sleep(20) } as unknown as JetStreamClient;
  expect(await relayBatch(tx, 'test', slow, 100)).toEqual({ more: true, failure: undefined });
  expect(deleted.length).toBeGreaterThan(0);
  expect(deleted.length).toBeLessThan(20);
  expect(deleted).toEqual(deleted.map((_, index) => String(index + 1)));
});
