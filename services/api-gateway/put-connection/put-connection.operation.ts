import { ConnectionSettings, Password, saveConnection } from '@mail-access/contracts';
import { Secret } from '@mail-access/secret';
import { z } from 'zod';
import { idempotencyHeaders } from '../operations/idempotency-key.js';
import type { Operation } from '../operations/operation.js';

/** Read from the body straight into a `Secret`. */
const SecretPassword = Password.transform((text) => Secret.of(text));

/** A password left out is the one that is stored, as long as it would not go to another server or user. */
export const PutConnectionBody = z.strictObject({
  settings: ConnectionSettings,
  password: SecretPassword.optional(),
  /** When the outgoing server's authentication is `different`. */
  outgoingPassword: SecretPassword.optional(),
});

export const putConnectionOperation: Operation = {
  id: 'putConnection',
  method: 'PUT',
  path: '/v1/connection',
  summary: 'Saves the connection and starts to validate it.',
  access: 'subscriber',
  headers: idempotencyHeaders,
  body: PutConnectionBody,
  answers: { 202: { description: 'Saved; the validation runs.', schema: saveConnection.output } },
  problems: ['invalid-request', 'password-required', 'validation-running', 'body-too-large', 'unsupported-media-type'],
};
