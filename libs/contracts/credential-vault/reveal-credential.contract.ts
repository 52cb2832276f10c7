import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { CredentialPurpose, SealedText } from '../vocabulary/credential.js';
import { CredentialId } from '../vocabulary/identifiers.js';

/** Answers with the secret sealed to the public key of the calling service, whose identity is its NATS user. */
export const revealCredential = defineRequest({
  subject: 'credential-vault.v1.reveal-credential',
  summary: 'Reveals a secret to a service, sealed to its key.',
  callers: ['connection-validator'],
  deadlineMs: 3_000,
  changes: false,
  input: z.strictObject({ credentialId: CredentialId, purpose: CredentialPurpose }),
  output: z.strictObject({ sealed: SealedText }),
  errors: {
    'credential-unknown': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) },
    'credential-unreadable': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) },
    'caller-unknown': { retryable: false, details: z.strictObject({}) },
  },
});
