import { z } from 'zod';
import { defineEvent } from '../definition/define-event.js';

/**
 * The head of the vault's audit: keep it outside the vault's database, and no line before it can be changed or cut off
 * unnoticed. It belongs to no subscriber: tenant and subscriber in its subject are `_`.
 */
export const auditSealed = defineEvent({
  name: 'credential-vault.v1.audit-sealed',
  summary: "Audit: how far the vault's audit is chained, and the hash there.",
  consumers: ['administrator'],
  data: z.strictObject({
    position: z.int().positive(),
    /** SHA-256 in hex. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
