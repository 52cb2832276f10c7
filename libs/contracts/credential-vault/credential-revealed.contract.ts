import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { CredentialPurpose, SealingParty } from '../vocabulary/credential.js';
import { CredentialId } from '../vocabulary/identifiers.js';

export const credentialRevealed = defineEvent({
  name: 'credential-vault.v1.credential-revealed',
  summary: 'Audit: a credential was revealed to a service.',
  consumers: ['administrator'],
  data: z.strictObject({ credentialId: CredentialId, purpose: CredentialPurpose, recipient: SealingParty }),
});
