import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import {
  AuthorizationId,
  ConsentScope,
  consentScopes,
  OAuthProvider,
  SessionHash,
} from '../vocabulary/authorization.js';
import { EmailAddress } from '../vocabulary/connection-settings.js';
import { Instant } from '../vocabulary/identifiers.js';

/**
 * Begins a sign-in at a provider, or goes on with one that an administrator had to consent to, or that left scopes out:
 * the same authorization, with another address to go to.
 */
export const beginAuthorization = defineRequest({
  subject: 'credential-vault.v1.begin-authorization',
  summary: 'Begins or continues a sign-in at Google or Microsoft.',
  callers: ['api-gateway'],
  deadlineMs: 5_000,
  changes: false,
  input: z.strictObject({
    provider: OAuthProvider,
    sessionHash: SessionHash,
    loginHint: EmailAddress.optional(),
    scopes: z
      .array(ConsentScope)
      .min(1)
      .max(consentScopes.length)
      .default([...consentScopes]),
    /** Of the authorization to go on with. */
    authorizationId: AuthorizationId.optional(),
  }),
  output: z.strictObject({
    authorizationId: AuthorizationId,
    /** Where the browser goes. It opens nothing without what the browser keeps. */
    authorizeUrl: z.url(),
    expiresAt: Instant,
  }),
  errors: {
    'provider-not-configured': { retryable: false, details: z.strictObject({ provider: OAuthProvider }) },
    'authorization-unknown': { retryable: false, details: z.strictObject({ authorizationId: AuthorizationId }) },
  },
});
