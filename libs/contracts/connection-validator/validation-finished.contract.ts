import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { Diagnosis } from '../vocabulary/diagnosis.js';
import { ConnectionId, ValidationId } from '../vocabulary/identifiers.js';
import { ValidationState } from '../vocabulary/validation.js';

export const validationFinished = defineEvent({
  name: 'connection-validator.v1.validation-finished',
  summary: 'A validation passed, failed or was cancelled.',
  consumers: ['telephony'],
  observers: ['api-gateway'],
  data: z.strictObject({
    connectionId: ConnectionId,
    validationId: ValidationId,
    revision: z.int().positive(),
    state: ValidationState.exclude(['running']),
    diagnosis: Diagnosis.optional(),
  }),
});
