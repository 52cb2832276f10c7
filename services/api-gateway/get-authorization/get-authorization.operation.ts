import { AuthorizationId, describeAuthorization } from '@mail-access/contracts';
import type { Operation } from '../operations/operation.js';

export const getAuthorizationOperation: Operation = {
  id: 'getAuthorization',
  method: 'GET',
  path: '/v1/authorizations/:authorizationId',
  summary: 'Says where a sign-in stands: what was granted, what is missing, the link for an administrator.',
  access: 'subscriber',
  parameters: { authorizationId: AuthorizationId },
  answers: { 200: { description: 'The sign-in.', schema: describeAuthorization.output } },
  problems: ['authorization-not-found'],
};
