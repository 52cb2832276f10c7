import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ValidationId } from '../vocabulary/identifiers.js';
import { Language } from '../vocabulary/language.js';
import { Validation, ValidationChange } from '../vocabulary/validation.js';

/** A run as it stands and, when asked for, the changes that led there. */
export const getValidation = defineRequest({
  subject: 'connection-validator.v1.get-validation',
  summary: 'A validation run and its steps.',
  callers: ['api-gateway'],
  deadlineMs: 3_000,
  changes: false,
  input: z.strictObject({
    validationId: ValidationId,
    language: Language.default('fr-CA'),
    /** Answer also with every change of a higher revision, in order; 0 for all of them. */
    changesAfter: z.int().nonnegative().optional(),
  }),
  output: z.strictObject({ validation: Validation, changes: z.array(ValidationChange).optional() }),
  errors: { 'validation-unknown': { retryable: false, details: z.strictObject({ validationId: ValidationId }) } },
});
