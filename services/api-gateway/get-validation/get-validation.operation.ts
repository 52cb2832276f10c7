import { Validation } from '@mail-access/contracts';
import type { Operation } from '../operations/operation.js';
import { validationParameters } from '../operations/validation-id.js';

export const getValidationOperation: Operation = {
  id: 'getValidation',
  method: 'GET',
  path: '/v1/connection/validations/:validationId',
  summary: 'A validation and its steps, as they stand.',
  access: 'subscriber',
  parameters: validationParameters,
  answers: { 200: { description: 'The validation.', schema: Validation } },
  problems: ['validation-not-found'],
};
