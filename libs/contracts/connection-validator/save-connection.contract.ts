import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ConnectionSettings } from '../vocabulary/connection-settings.js';
import { SealedText } from '../vocabulary/credential.js';
import { ConnectionId, ValidationId } from '../vocabulary/identifiers.js';
import { Language } from '../vocabulary/language.js';

/**
 * Saves the subscriber's connection and starts a validation. A running validation of the same connection is cancelled
 * and over before the new one starts.
 */
export const saveConnection = defineRequest({
  subject: 'connection-validator.v1.save-connection',
  summary: 'Saves a connection and starts to validate it.',
  callers: ['api-gateway'],
  deadlineMs: 8_000,
  changes: true,
  notCompared: ['language'],
  input: z.strictObject({
    settings: ConnectionSettings,
    /** Left out: the stored one is kept, as long as it would not go to another server. */
    sealedPassword: SealedText.optional(),
    sealedOutgoingPassword: SealedText.optional(),
    /** Of the test message. */
    language: Language,
  }),
  output: z.strictObject({ connectionId: ConnectionId, validationId: ValidationId }),
  errors: {
    /** None is stored, or the stored one would go to a server or user that it was not typed for. */
    'password-required': {
      retryable: false,
      details: z.strictObject({ pointer: z.enum(['/sealedPassword', '/sealedOutgoingPassword']) }),
    },
    'seal-broken': { retryable: false, details: z.strictObject({}) },
    'validation-running': { retryable: true, details: z.strictObject({ validationId: ValidationId }) },
    'vault-unavailable': { retryable: true, details: z.strictObject({}) },
  },
});
