import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { ConnectionId, CredentialId } from '../vocabulary/identifiers.js';

export const credentialErased = defineEvent({
  name: 'credential-vault.v1.credential-erased',
  summary: 'A credential was destroyed.',
  consumers: ['administrator'],
  data: z.strictObject({ credentialId: CredentialId, connectionId: ConnectionId }),
});
