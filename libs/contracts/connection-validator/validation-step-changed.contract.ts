import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { Diagnosis } from '../vocabulary/diagnosis.js';
import { ConnectionId, ValidationId } from '../vocabulary/identifiers.js';
import { StepId, StepState } from '../vocabulary/validation.js';

export const validationStepChanged = defineEvent({
  name: 'connection-validator.v1.validation-step-changed',
  summary: 'A step of a validation started or ended.',
  consumers: ['telephony'],
  observers: ['api-gateway'],
  data: z.strictObject({
    connectionId: ConnectionId,
    validationId: ValidationId,
    revision: z.int().positive(),
    stepId: StepId,
    state: StepState,
    diagnosis: Diagnosis.optional(),
  }),
});
