import { z } from 'zod';
import { services } from '../definition/party.js';

/**
 * What a credential opens: the mailbox, the subscriber's SMTP server when it has a password of its own, or (`oauth`) what
 * a provider granted.
 */
export const CredentialPurpose = z.enum(['incoming', 'outgoing', 'oauth']);
export type CredentialPurpose = z.infer<typeof CredentialPurpose>;

/** Of those that a subscriber types. */
export const PasswordPurpose = CredentialPurpose.exclude(['oauth']);
export type PasswordPurpose = z.infer<typeof PasswordPurpose>;

/** JWE in compact serialisation (RFC 7516): ECDH-ES+A256KW, A256GCM. */
export const SealedText = z
  .string()
  .max(8_192)
  .regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]*\.[\w-]+$/, 'a compact JWE');

/** Services that hold a sealing key, and so can be answered with a secret. */
export const SealingParty = z.enum(services);
