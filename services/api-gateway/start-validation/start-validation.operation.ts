import { startValidation } from '@mail-access/contracts';
import { idempotencyHeaders } from '../operations/idempotency-key.js';
import type { Operation } from '../operations/operation.js';

export const startValidationOperation: Operation = {
  id: 'startValidation',
  method: 'POST',
  path: '/v1/connection/validations',
  summary: 'Validates the saved connection again.',
  access: 'subscriber',
  headers: idempotencyHeaders,
  answers: { 202: { description: 'The validation runs.', schema: startValidation.output } },
  problems: ['invalid-request', 'connection-not-found', 'validation-running'],
};
