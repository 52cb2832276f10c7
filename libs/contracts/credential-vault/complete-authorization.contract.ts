import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { AuthorizationId, SessionHash } from '../vocabulary/authorization.js';
import { SealedText } from '../vocabulary/credential.js';

/** How a sign-in at a provider ended. What was granted, and the link for an administrator, `describe-authorization` says. */
export const AuthorizationOutcome = z.enum([
  'authorized',
  /** There is a credential; something that was asked for was not granted. */
  'scopes-missing',
  'declined',
  /** The organisation lets nobody consent but an administrator. */
  'admin-consent-required',
  /** An administrator has consented: the subscriber can go on. */
  'administrator-consented',
  'administrator-declined',
  /** The provider gave no lasting access. */
  'no-lasting-access',
  /** The provider did not answer, or not in a way that can be understood: begin again. */
  'provider-unavailable',
]);
export type AuthorizationOutcome = z.infer<typeof AuthorizationOutcome>;

/** Whatever does not belong to a sign-in that this browser began is refused alike, and says not why. */
export const completeAuthorization = defineRequest({
  subject: 'credential-vault.v1.complete-authorization',
  summary: "Takes a provider's answer to a sign-in, or to an administrator's consent.",
  callers: ['api-gateway'],
  deadlineMs: 20_000,
  // The answer of a provider is good for one time: nobody asks again by themselves when the reply was lost.
  changes: true,
  input: z.strictObject({
    /** The parameters of the answer, a JSON object of texts, sealed to the vault for the purpose `authorization`. */
    sealedAnswer: SealedText,
    /** Left out when the browser kept nothing, as an administrator's. */
    sessionHash: SessionHash.optional(),
  }),
  output: z.strictObject({ authorizationId: AuthorizationId, outcome: AuthorizationOutcome }),
  errors: { 'authorization-refused': { retryable: false, details: z.strictObject({}) } },
});
