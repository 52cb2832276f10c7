import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { ConsentScope, OAuthProvider, ProviderAccount, ReconnectionReason } from '../vocabulary/authorization.js';
import { CredentialPurpose } from '../vocabulary/credential.js';
import { ConnectionId, CredentialId, Instant } from '../vocabulary/identifiers.js';

/** What is known of a credential without opening it. */
export const describeCredential = defineRequest({
  subject: 'credential-vault.v1.describe-credential',
  summary: 'Describes a credential without its secret.',
  callers: ['connection-validator', 'administrator'],
  deadlineMs: 2_000,
  changes: false,
  input: z.strictObject({ credentialId: CredentialId }),
  output: z.strictObject({
    credentialId: CredentialId,
    connectionId: ConnectionId,
    purpose: CredentialPurpose,
    /** Version of the key-encryption key that wraps its data key. */
    keyVersion: z.int().positive(),
    storedAt: Instant,
    /** Of a credential with the purpose `oauth`. */
    grant: z
      .strictObject({
        provider: OAuthProvider,
        account: ProviderAccount,
        scopes: z.array(ConsentScope),
        state: z.enum(['active', 'needs-reconnection']),
        reason: ReconnectionReason.optional(),
      })
      .optional(),
    /** Of a credential that was erased while its provider could not be asked to take the grant back; until it is. */
    revocation: z
      .strictObject({ requestedAt: Instant, attempts: z.int().nonnegative(), nextAttemptAt: Instant })
      .optional(),
  }),
  errors: { 'credential-unknown': { retryable: false, details: z.strictObject({ credentialId: CredentialId }) } },
});
