import type { Secret } from '@mail-access/secret';
import { z } from 'zod';
import { parseSecret } from '../sign-in-providers/parse-secret.js';

/** What a provider's answer may hold that means something; anything else was left out on the way. */
const Answer = z.strictObject({
  state: z.string().min(1).max(512),
  code: z.string().min(1).max(4_096).optional(),
  iss: z.string().max(512).optional(),
  error: z.string().min(1).max(200).optional(),
  error_description: z.string().max(4_096).optional(),
  admin_consent: z.string().max(20).optional(),
  tenant: z.string().max(100).optional(),
});

/** The parameters of a provider's answer, as the gateway saw them in the address. */
export type ProviderAnswer = z.infer<typeof Answer>;

/** Null when it is no answer of any provider. */
export function readAnswer(opened: Secret<string>): ProviderAnswer | null {
  return parseSecret(Answer, opened);
}

/** A subscriber's state has no dot; an administrator's names whose authorization it is. */
export function isOfAdministrator({ state }: ProviderAnswer): boolean {
  return state.includes('.');
}
