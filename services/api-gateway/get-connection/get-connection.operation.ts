import { Connection } from '@mail-access/contracts';
import type { Operation } from '../operations/operation.js';

export const getConnectionOperation: Operation = {
  id: 'getConnection',
  method: 'GET',
  path: '/v1/connection',
  summary: "The subscriber's connection without its secrets, with its state and last validation.",
  access: 'subscriber',
  answers: { 200: { description: 'The connection.', schema: Connection } },
  problems: ['connection-not-found'],
};
