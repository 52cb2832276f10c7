import { listOfText, parsedBy, textOrFile } from '@mail-access/messaging';
import { Secret } from '@mail-access/secret';
import { z } from 'zod';
import { parseServiceAccount } from './google-delegation.js';
import type { SignInSettings } from './sign-in-providers.js';

/** Nothing is ever asked over http; the start says so in the log. */
const base = z.url({ protocol: /^https?$/, error: 'an https URL' });
const clientSecret = textOrFile.transform((text) => Secret.of(text)).optional();

/** Settings of sign-in at Google and Microsoft. A provider without an application's id is not offered. */
export const signInEnvironment = {
  /** `host:port` of the resolvers that every outside name is asked of; the system's when empty. */
  DNS_SERVERS: listOfText,
  /** CIDR blocks that may be reached although they are internal. */
  EGRESS_ALLOW: listOfText,
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: clientSecret,
  /** Where Google's end points are instead of at Google. */
  GOOGLE_BASE_URL: base.optional(),
  /** The key file of a service account with domain-wide delegation. */
  GOOGLE_SERVICE_ACCOUNT: textOrFile.transform(parsedBy(parseServiceAccount)).optional(),
  MICROSOFT_CLIENT_ID: z.string().optional(),
  MICROSOFT_CLIENT_SECRET: clientSecret,
  MICROSOFT_LOGIN_URL: base.optional(),
  MICROSOFT_GRAPH_URL: base.optional(),
  /** Under which browsers reach the gateway: answers of providers come back below it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
} as const;

type SignInEnvironment = z.output<z.ZodObject<typeof signInEnvironment>>;

/** What cannot be: an id without its secret, or without an address to come back to. */
export function refuseHalfSettings(settings: SignInEnvironment, context: z.RefinementCtx): void {
  const needed = [
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GOOGLE_CLIENT_ID', 'PUBLIC_URL'],
    ['MICROSOFT_CLIENT_ID', 'MICROSOFT_CLIENT_SECRET'],
    ['MICROSOFT_CLIENT_ID', 'PUBLIC_URL'],
  ] as const;
  for (const [given, missing] of needed) {
    if (settings[given] === undefined || settings[missing] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [missing], message: `needed with ${given}` });
  }
}

function client(clientId: string | undefined, secret: Secret<string> | undefined): SignInSettings['google'] {
  return clientId === undefined || secret === undefined ? undefined : { clientId, clientSecret: secret };
}

export function signInSettings(settings: SignInEnvironment): SignInSettings {
  return {
    google: client(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET),
    microsoft: client(settings.MICROSOFT_CLIENT_ID, settings.MICROSOFT_CLIENT_SECRET),
    googleBaseUrl: settings.GOOGLE_BASE_URL,
    microsoftLoginUrl: settings.MICROSOFT_LOGIN_URL,
    microsoftGraphUrl: settings.MICROSOFT_GRAPH_URL,
    serviceAccount: settings.GOOGLE_SERVICE_ACCOUNT,
    publicUrl: settings.PUBLIC_URL,
  };
}
