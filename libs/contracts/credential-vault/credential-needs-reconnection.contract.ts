import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { OAuthProvider, ReconnectionReason } from '../vocabulary/authorization.js';
import { ConnectionId, CredentialId } from '../vocabulary/identifiers.js';

/** Published once a credential, and only after the provider refused it for good: never for a fault of the network. */
export const credentialNeedsReconnection = defineEvent({
  name: 'credential-vault.v1.credential-needs-reconnection',
  summary: 'A provider does not accept a credential any more: the subscriber has to sign in again.',
  consumers: ['administrator', 'telephony'],
  data: z.strictObject({
    credentialId: CredentialId,
    connectionId: ConnectionId,
    provider: OAuthProvider,
    reason: ReconnectionReason,
  }),
});
