import { PreparationKind, ProviderId, ProviderSignIn, Security } from '@mail-access/contracts';
import { z } from 'zod';

/** How a provider makes the user name of an address: `ada@example.com`, `ada`, or `ada.example.com`. */
export const UsernameForm = z.enum(['address', 'local-part', 'local-part.domain']);
export type UsernameForm = z.infer<typeof UsernameForm>;

/** `{domain}` stands for the domain of the subscriber's address. */
const HostPattern = z.string().regex(/^(?:[a-z0-9_-]+|\{domain\})(?:\.(?:[a-z0-9_-]+|\{domain\}))*$/);

const server = {
  host: HostPattern,
  port: z.int().min(1).max(65_535),
  security: Security,
  username: UsernameForm.default('address'),
  /** `oauth2`: passwords are refused there. `none`: no sign-in at all. */
  signIn: z.enum(['password', 'oauth2', 'none']).default('password'),
};
export const ProviderIncoming = z.strictObject({ protocol: z.enum(['imap', 'pop3']), ...server });
export type ProviderIncoming = z.infer<typeof ProviderIncoming>;
export const ProviderOutgoing = z.strictObject(server);
export type ProviderOutgoing = z.infer<typeof ProviderOutgoing>;

const Domain = z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);
const HttpsLink = z.url({ protocol: /^https$/ });
/** One page for everybody, or one a language. */
const Link = z.union([HttpsLink, z.strictObject({ 'fr-CA': HttpsLink, 'en-CA': HttpsLink })]);
export type Link = z.infer<typeof Link>;

/** One line of `facts/*.jsonl`: what is public of a provider, restated. */
export const ProviderFacts = z.strictObject({
  id: ProviderId,
  name: z.string().min(1),
  domains: z.array(Domain).min(1),
  incoming: z.array(ProviderIncoming),
  outgoing: z.array(ProviderOutgoing),
  /** IMAP and POP3 have to be turned on, or a password made, before a first sign-in. */
  needsPreparation: z.boolean().default(false),
  preparationLink: HttpsLink.optional(),
  helpLinks: z.array(HttpsLink).default([]),
});
export type ProviderFacts = z.infer<typeof ProviderFacts>;

const Preparation = z.strictObject({ kind: PreparationKind, link: Link.optional() });

/** One entry of `guides.json`: what was written by hand about a provider, on top of its facts. */
export const ProviderGuide = z.strictObject({
  id: ProviderId,
  name: z.string().min(1),
  /** Facts that are told as this one provider; servers go by the domain of the address. */
  facts: z.array(ProviderId).default([]),
  /** Other names by which somebody may look for it. */
  aliases: z.array(z.string()).default([]),
  domains: z.array(Domain).default([]),
  /** For every address that no facts have a domain for: customers with a domain of their own. */
  incoming: z.array(ProviderIncoming).default([]),
  outgoing: z.array(ProviderOutgoing).default([]),
  signIn: ProviderSignIn.default('password'),
  preparation: z.array(Preparation).default([]),
  helpLinks: z.array(Link).default([]),
  /** Names of mail exchangers, or what they end with. */
  mx: z.array(Domain).default([]),
  /** Providers whose mailboxes it sells under its own name: the mail exchanger of the address tells whose one is. */
  resells: z.array(ProviderId).default([]),
  /** Where what is said here was read. */
  source: z.string().min(1),
});
export type ProviderGuide = z.infer<typeof ProviderGuide>;

/** The servers of some domains of a provider. */
export interface ProviderServers {
  readonly domains: readonly string[];
  readonly incoming: readonly ProviderIncoming[];
  readonly outgoing: readonly ProviderOutgoing[];
}

/** A provider as this service works with it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly domains: readonly string[];
  /** The first entry that has the domain of an address; else the first one. */
  readonly servers: readonly ProviderServers[];
  readonly signIn: ProviderSignIn;
  readonly preparation: readonly z.infer<typeof Preparation>[];
  readonly helpLinks: readonly Link[];
  readonly mx: readonly string[];
  readonly resells: readonly string[];
}
