import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { Language } from '../vocabulary/language.js';
import { HostedProvider } from '../vocabulary/provider.js';

/** The providers whose servers are known: well-known companies first, then by name; with `search`, best match first. */
export const listProviders = defineRequest({
  subject: 'connection-validator.v1.list-providers',
  summary: 'Hosted providers, and what a subscriber has to prepare at each.',
  callers: ['api-gateway'],
  deadlineMs: 3_000,
  changes: false,
  input: z.strictObject({
    language: Language.default('fr-CA'),
    /** Parts of a company name, whatever the case and the accents; or an e-mail domain. */
    search: z.string().max(100).optional(),
  }),
  output: z.strictObject({ providers: z.array(HostedProvider) }),
  errors: {},
});
