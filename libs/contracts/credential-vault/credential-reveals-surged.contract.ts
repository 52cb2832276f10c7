import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';
import { SealingParty } from '../vocabulary/credential.js';

/**
 * Told once a surge, by whichever replica sees it first. It belongs to no subscriber: tenant and subscriber in its subject
 * are `_`.
 */
export const credentialRevealsSurged = defineEvent({
  name: 'credential-vault.v1.credential-reveals-surged',
  summary: 'Audit: a service asks for more credentials in a minute than it usually needs.',
  consumers: ['administrator'],
  data: z.strictObject({
    caller: SealingParty,
    /** Reveals asked of one replica in the minute before. */
    reveals: z.int().positive(),
    /** From how many on it is a surge. */
    threshold: z.int().positive(),
  }),
});
