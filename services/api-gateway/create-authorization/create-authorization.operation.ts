import { AuthorizationId, beginAuthorization, ConsentScope, EmailAddress, OAuthProvider } from '@mail-access/contracts';
import { z } from 'zod';
import type { Operation } from '../operations/operation.js';

export const CreateAuthorizationBody = z.strictObject({
  provider: OAuthProvider,
  /** The address of the mailbox, when it is known. */
  loginHint: EmailAddress.optional(),
  /** Everything when left out. */
  scopes: z.array(ConsentScope).min(1).max(3).optional(),
  /** Of a sign-in that goes on: an administrator has consented, or something was left out. */
  authorizationId: AuthorizationId.optional(),
});

export const createAuthorizationOperation: Operation = {
  id: 'createAuthorization',
  method: 'POST',
  path: '/v1/authorizations',
  summary:
    'Begins a sign-in at Google or Microsoft: the browser goes to `authorizeUrl`, and comes back to the callback.',
  access: 'subscriber',
  body: CreateAuthorizationBody,
  answers: {
    201: { description: 'Begun; a cookie binds it to this browser.', schema: beginAuthorization.output },
  },
  problems: [
    'invalid-request',
    'authorization-not-found',
    'provider-not-offered',
    'body-too-large',
    'unsupported-media-type',
  ],
};
