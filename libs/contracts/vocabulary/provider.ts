import { z } from 'zod';
import { IncomingProtocol, ProviderId } from './connection-settings.js';

/**
 * How a provider lets the assistant in. `password`: the one of the mailbox. `app-password`: one that is made for this
 * purpose. `google`, `microsoft`: by signing in there. `none`: not at all.
 */
export const ProviderSignIn = z.enum(['password', 'app-password', 'google', 'microsoft', 'none']);
export type ProviderSignIn = z.infer<typeof ProviderSignIn>;

/** What a subscriber does at the provider before the password is asked. */
export const preparationKinds = [
  'turn-on-imap',
  'turn-on-pop3',
  'turn-on-mail-programs',
  'turn-on-two-step-verification',
  'create-app-password',
  'create-mail-password',
  'sign-in-with-google',
  'sign-in-with-microsoft',
] as const;
export const PreparationKind = z.enum(preparationKinds);
export type PreparationKind = z.infer<typeof PreparationKind>;

const HttpsLink = z.url({ protocol: /^https$/ });

/** A provider as a subscriber reads it; sentences are in the language that was asked for. */
export const HostedProvider = z.strictObject({
  id: ProviderId,
  /** The company as it calls itself. */
  name: z.string(),
  /** Other names by which somebody may look for it. */
  aliases: z.array(z.string()),
  /** Empty when the provider is reached by signing in there, or not at all. */
  methods: z.array(IncomingProtocol),
  signIn: ProviderSignIn,
  /** In the order in which to do it. `link`: the provider's own page for it. */
  preparation: z.array(z.strictObject({ kind: PreparationKind, text: z.string(), link: HttpsLink.optional() })),
  /** The provider's own pages about its settings. */
  helpLinks: z.array(HttpsLink),
  /** E-mail domains of the provider itself; its customers may have others. */
  domains: z.array(z.string()),
  /** Why the mailbox cannot be connected, and what else can be done. */
  unsupported: z.strictObject({ message: z.string(), remedy: z.string() }).optional(),
});
export type HostedProvider = z.infer<typeof HostedProvider>;
