import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ValidationId } from '../vocabulary/identifiers.js';
import { ValidationState } from '../vocabulary/validation.js';

/** Stops a run at once. Answers with the state in which it ended; a run that is over stays as it ended. */
export const cancelValidation = defineRequest({
  subject: 'connection-validator.v1.cancel-validation',
  summary: 'Stops a running validation.',
  callers: ['api-gateway'],
  deadlineMs: 5_000,
  changes: true,
  input: z.strictObject({ validationId: ValidationId }),
  output: z.strictObject({ state: ValidationState }),
  errors: { 'validation-unknown': { retryable: false, details: z.strictObject({ validationId: ValidationId }) } },
});
