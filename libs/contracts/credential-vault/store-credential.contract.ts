import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { PasswordPurpose, SealedText } from '../vocabulary/credential.js';
import { ConnectionId, CredentialId } from '../vocabulary/identifiers.js';

/** Stores a secret under an id that the caller chose, so that a repeated call stores it once. */
export const storeCredential = defineRequest({
  subject: 'credential-vault.v1.store-credential',
  summary: 'Stores a secret that was sealed to the vault.',
  callers: ['connection-validator'],
  deadlineMs: 3_000,
  changes: true,
  input: z.strictObject({
    credentialId: CredentialId,
    connectionId: ConnectionId,
    purpose: PasswordPurpose,
    /** Sealed to the vault's public key for this tenant, subscriber and purpose. */
    sealed: SealedText,
  }),
  output: z.strictObject({ credentialId: CredentialId }),
  errors: {
    'seal-broken': { retryable: false, details: z.strictObject({}) },
    /** The connection was erased: nothing can be stored for it any more. */
    'connection-erased': { retryable: false, details: z.strictObject({ connectionId: ConnectionId }) },
    'credential-exists': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) },
  },
});
