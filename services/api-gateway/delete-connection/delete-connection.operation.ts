import { eraseConnection } from '@mail-access/contracts';
import { idempotencyHeaders } from '../operations/idempotency-key.js';
import type { Operation } from '../operations/operation.js';

export const deleteConnectionOperation: Operation = {
  id: 'deleteConnection',
  method: 'DELETE',
  path: '/v1/connection',
  summary: 'Erases the connection, its credentials and everything derived from it. Repeating it is harmless.',
  access: 'subscriber',
  headers: idempotencyHeaders,
  answers: { 202: { description: 'Erased, or there was none.', schema: eraseConnection.output } },
  problems: ['invalid-request'],
};
