import { z } from 'zod';
import { defineRequest } from '../definition/define-request.js';
import { DiscoveryOutcome, DiscoverySource } from '../vocabulary/discovery.js';
import { EmailAddress, IncomingServer, OutgoingServer, Username } from '../vocabulary/connection-settings.js';

/** How a mailbox can be signed in to. */
export const DiscoveredAuthentication = z.enum(['password', 'app-password', 'oauth2', 'other']);
export type DiscoveredAuthentication = z.infer<typeof DiscoveredAuthentication>;

/** One incoming and one outgoing server that belong together. */
export const DiscoveredSettings = z.strictObject({
  source: DiscoverySource,
  /** True when every step that led here came from the domain's owner over verified TLS, or from facts of our own. */
  trusted: z.boolean(),
  /** `verified`: seen just now. `not-checked`: the fixed servers of a known provider. `failed`: unreachable, or not valid for the name. */
  certificate: z.enum(['verified', 'not-checked', 'failed']),
  /** A password may only go there once the subscriber has said yes: neither the subscriber's own domain nor a known provider, or not verified. */
  needsConfirmation: z.boolean(),
  incoming: IncomingServer,
  outgoing: OutgoingServer.pick({ host: true, port: true, security: true }).extend({
    /** Only when it is another one than that of the incoming server. */
    username: Username.optional(),
  }),
  /** User names to try, the likeliest first: the full address and the local part in some order, or what the source says. */
  usernameForms: z.array(Username).min(1),
  authentication: z.array(DiscoveredAuthentication),
});
export type DiscoveredSettings = z.infer<typeof DiscoveredSettings>;

/** Finds the mail settings of an address, without a password. */
export const discoverSettings = defineRequest({
  subject: 'connection-validator.v1.discover-settings',
  summary: 'Finds the mail settings of an address, without a password.',
  callers: ['telephony', 'administrator'],
  // A verdict takes 12 s at most.
  deadlineMs: 15_000,
  changes: false,
  input: z.strictObject({ emailAddress: EmailAddress }),
  output: z.strictObject({
    /** `unavailable`: nothing answered, so that another try can help. */
    verdict: z.enum(['found', 'not-found', 'unavailable']),
    /** Best first: trust, certificate, TLS over none, IMAP over POP3. */
    candidates: z.array(DiscoveredSettings),
    /** Whose account it is when that provider wants its own sign-in. */
    sign_in: z.enum(['google', 'microsoft']).optional(),
    /** An Exchange server of the organisation's own. */
    exchange: z.strictObject({ url: z.url({ protocol: /^https$/ }), trusted: z.boolean() }).optional(),
    provider: z.strictObject({ id: z.string(), name: z.string() }).optional(),
    /** What was asked, in order of trust. */
    findings: z.array(
      z.strictObject({ source: DiscoverySource, outcome: DiscoveryOutcome, elapsedMs: z.int().nonnegative() }),
    ),
  }),
  errors: {
    /** So many addresses a minute for a subscriber, and for a tenant. */
    'too-many-discoveries': { retryable: true, details: z.strictObject({ retryAfterSeconds: z.int().positive() }) },
  },
});
