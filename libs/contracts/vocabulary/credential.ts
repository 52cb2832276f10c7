import { z } from 'zod';
import { services } from '../definition/party.js';

/** What a credential opens: the mailbox, or the subscriber's SMTP server when it has a password of its own. */
export const CredentialPurpose = z.enum(['incoming', 'outgoing']);
export type CredentialPurpose = z.infer<typeof CredentialPurpose>;

/** JWE in compact serialisation (RFC 7516): ECDH-ES+A256KW, A256GCM. */
export const SealedText = z
  .string()
  .max(8_192)
  .regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/, 'a compact JWE');

/** Services that hold a sealing key, and so can be answered with a secret. */
export const SealingParty = z.enum(services);
