import { z } from 'zod';
import type { Operation } from '../operations/operation.js';

/** What the page must know before it can sign anybody in. */
export const PortalConfiguration = z.strictObject({
  issuer: z.url(),
  clientId: z.string(),
  scope: z.string(),
});
export type PortalConfiguration = z.infer<typeof PortalConfiguration>;

export const portalConfigurationOperation: Operation = {
  id: 'getPortalConfiguration',
  method: 'GET',
  path: '/v1/portal-configuration',
  summary: 'How the page signs a subscriber in (OpenID Connect, authorisation code with PKCE).',
  access: 'anyone',
  answers: { 200: { description: 'The settings of the page.', schema: PortalConfiguration } },
  problems: [],
};
