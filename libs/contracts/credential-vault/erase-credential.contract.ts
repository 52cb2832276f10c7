import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { CredentialId } from '../vocabulary/identifiers.js';

/** Destroys the data key and the ciphertext. Erasing what is not there succeeds, so that a repeated call is harmless. */
export const eraseCredential = defineRequest({
  subject: 'credential-vault.v1.erase-credential',
  summary: 'Destroys a credential for good.',
  callers: ['connection-validator', 'administrator'],
  deadlineMs: 3_000,
  changes: true,
  input: z.strictObject({ credentialId: CredentialId }),
  output: z.strictObject({ erased: z.boolean() }),
  errors: {},
});
