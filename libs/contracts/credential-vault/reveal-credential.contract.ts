import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ReconnectionReason } from '../vocabulary/authorization.js';
import { CredentialPurpose, SealedText } from '../vocabulary/credential.js';
import { CredentialId, Instant } from '../vocabulary/identifiers.js';

/**
 * Answers with the secret sealed to the public key of the calling service, whose identity is its NATS user. For the purpose
 * `oauth` the secret is an access token, which the caller keeps no longer than `expiresAt` and stores nowhere.
 */
export const revealCredential = defineRequest({
  subject: 'credential-vault.v1.reveal-credential',
  summary: 'Reveals a secret to a service, sealed to its key.',
  callers: ['connection-validator'],
  // An access token may have to be fetched.
  deadlineMs: 15_000,
  changes: false,
  input: z.strictObject({ credentialId: CredentialId, purpose: CredentialPurpose }),
  output: z.strictObject({
    sealed: SealedText,
    /** Of an access token. */
    expiresAt: Instant.optional(),
  }),
  errors: {
    'credential-unknown': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) },
    'credential-unreadable': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) },
    /** The provider refused it for good: the subscriber has to sign in again. */
    'needs-reconnection': {
      retryable: false,
      details: z.strictObject({ credentialId: CredentialId, reason: ReconnectionReason }),
    },
    /** The provider gives no access token now. Nothing is wrong with the credential. */
    'temporarily-unavailable': {
      retryable: true,
      details: z.strictObject({ credentialId: CredentialId, retryAfterMs: z.int().nonnegative() }),
    },
    /** The caller asked for more in a minute than any honest work needs. */
    'too-many-reveals': { retryable: true, details: z.strictObject({ retryAfterMs: z.int().nonnegative() }) },
    'caller-unknown': { retryable: false, details: z.strictObject({}) },
  },
});
