import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { Authorization, AuthorizationId } from '../vocabulary/authorization.js';

export const describeAuthorization = defineRequest({
  subject: 'credential-vault.v1.describe-authorization',
  summary: 'Says where a sign-in at a provider stands.',
  callers: ['api-gateway', 'connection-validator'],
  deadlineMs: 2_000,
  changes: false,
  input: z.strictObject({ authorizationId: AuthorizationId }),
  output: Authorization,
  errors: {
    'authorization-unknown': { retryable: false, details: z.strictObject({ authorizationId: AuthorizationId }) },
  },
});
