import { ValidationId, ValidationState, ValidationStep } from '@mail-access/contracts';
import { z } from 'zod';
import type { Operation } from '../operations/operation.js';
import { validationParameters } from '../operations/validation-id.js';

/** Data of the event `step` is a step as it became; of `finished`, the end of the run. */
export const FinishedEvent = z.strictObject({
  validationId: ValidationId,
  state: ValidationState.exclude(['running']),
});
export type FinishedEvent = z.infer<typeof FinishedEvent>;

export const streamValidationOperation: Operation = {
  id: 'streamValidation',
  method: 'GET',
  path: '/v1/connection/validations/:validationId/events',
  summary:
    'The changes of a validation as server-sent events, from the first one: `step` (a step as it became) and, last, ' +
    '`finished`. The id of an event is the revision of the validation.',
  access: 'subscriber',
  parameters: validationParameters,
  headers: {
    'Last-Event-ID': {
      description: 'Only the changes after this one; all of them when left out.',
      schema: z.string(),
    },
  },
  answers: {
    200: {
      description: 'A stream of events; the JSON of their `data` is described here.',
      mediaType: 'text/event-stream',
      schema: z.union([ValidationStep, FinishedEvent]),
    },
  },
  problems: ['validation-not-found', 'too-many-streams'],
};
