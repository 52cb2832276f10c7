import { randomUUID } from 'node:crypto';
import { connectionErased } from '@mail-access/contracts';
import { createLogger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';
import type { JsMsg } from '@nats-io/jetstream';
import { ClosedConnectionError } from '@nats-io/transport-node';
import { expect, it } from 'vitest';
import type { Bus } from '../bus/bus.js';
import { consumeMessage } from './consume-message.js';
import { eventHeaders } from './event-headers.js';

it('ends quietly when the bus was closed before the event could be answered: it will be delivered again', async () => {
  const closed = (): never => {
    throw new ClosedConnectionError();
  };
  const stored = { eventId: randomUUID(), eventName: connectionErased.name, tenantId: 'acme', subscriberId: 'ada' };
  const message = {
    headers: eventHeaders({ ...stored, sequence: '1', correlationId: 'c', traceParent: '', createdAt: new Date() }),
    json: () => ({ connectionId: randomUUID() }),
    info: { deliveryCount: 1 },
    nak: closed,
  } as unknown as JsMsg;
  const database = {
    transaction: () => Promise.reject(new Error('the handler failed')),
    dataSource: { query: () => Promise.resolve([{ failed: 1 }]) },
  } as unknown as Database;
  const handler = () => Promise.resolve(undefined as never);
  const consumed = new Map([[connectionErased.name, { contract: connectionErased, handler, newestOnly: false }]]);
  const logger = createLogger({ service: 'test', level: 'silent' });
  const bus = { party: 'credential-vault' } as Bus;
  expect(await consumeMessage({ bus, database, logger, consumed, redelivery: [1] }, message)).toBe('answered');
});
