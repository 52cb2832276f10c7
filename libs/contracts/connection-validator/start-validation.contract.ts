import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ConnectionId, ValidationId } from '../vocabulary/identifiers.js';
import { Language } from '../vocabulary/language.js';

/** Validates the saved connection again. */
export const startValidation = defineRequest({
  subject: 'connection-validator.v1.start-validation',
  summary: 'Validates the saved connection again.',
  callers: ['api-gateway'],
  deadlineMs: 5_000,
  changes: true,
  notCompared: ['language'],
  input: z.strictObject({
    /** Of the test message. */
    language: Language,
  }),
  output: z.strictObject({ connectionId: ConnectionId, validationId: ValidationId }),
  errors: {
    'connection-unknown': { retryable: false, details: z.strictObject({}) },
    'validation-running': { retryable: true, details: z.strictObject({ validationId: ValidationId }) },
  },
});
