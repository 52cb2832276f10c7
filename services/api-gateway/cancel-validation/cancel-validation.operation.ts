import { cancelValidation, ValidationId } from '@mail-access/contracts';
import { idempotencyHeaders } from '../operations/idempotency-key.js';
import type { Operation } from '../operations/operation.js';
import { validationParameters } from '../operations/validation-id.js';

const CancelledValidation = cancelValidation.output.extend({ validationId: ValidationId });

export const cancelValidationOperation: Operation = {
  id: 'cancelValidation',
  method: 'DELETE',
  path: '/v1/connection/validations/:validationId',
  summary: 'Stops a validation. One that is over stays as it ended.',
  access: 'subscriber',
  parameters: validationParameters,
  headers: idempotencyHeaders,
  answers: {
    200: { description: 'The state in which it ended.', schema: CancelledValidation },
    202: { description: 'It is being stopped.', schema: CancelledValidation },
  },
  problems: ['invalid-request', 'validation-not-found'],
};
