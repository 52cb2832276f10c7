import { z } from 'zod';

/** `tls`: from the first byte. `starttls`: upgraded before anything is sent, or refused. `none`: cleartext, on request only. */
export const Security = z.enum(['tls', 'starttls', 'none']);
export type Security = z.infer<typeof Security>;

export const IncomingProtocol = z.enum(['imap', 'pop3']);
export type IncomingProtocol = z.infer<typeof IncomingProtocol>;

const hostLabel = /^(?!-)[\p{L}\p{N}_-]{1,63}(?<!-)$/u;
const ipv6Literal = /^\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?$/;

function isHost(text: string): boolean {
  return (
    ipv6Literal.test(text) ||
    text
      .replace(/\.$/, '')
      .split('.')
      .every((label) => hostLabel.test(label))
  );
}

/** A host name (internationalised names too) or an address literal; not a URL. What it leads to is judged by `libs/egress`. */
export const Host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .refine(isHost, 'a server name such as mail.example.com, without "https://" or a port');
export const Port = z.int().min(1).max(65_535);

// SASL (RFC 4616) and the line protocols cannot carry NUL, CR or LF; everything else of Unicode may stand in a name.
// Half a surrogate pair is no character: neither UTF-8 nor PostgreSQL can hold it.
const oneLine = z
  .string()
  .regex(/^[^\0\r\n]*$/, 'one line')
  .refine((text) => text.isWellFormed(), 'well-formed Unicode');
export const Username = oneLine.min(1).max(320);
export const Password = oneLine.min(1).max(1_024);

// What RFC 5322 keeps for lists, groups and comments would make several addresses of one.
const notInAddress = /[(),:;<>[\\\]\p{Control}\p{Surrogate}]/u;

/** An address of RFC 5321 size, Unicode allowed (RFC 6531). */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(z.regexes.unicodeEmail, { error: 'an e-mail address such as name@example.com', abort: true })
  .refine((text) => !notInAddress.test(text), 'an e-mail address such as name@example.com');

export const IncomingServer = z.strictObject({
  protocol: IncomingProtocol,
  host: Host,
  port: Port,
  security: Security,
});
export type IncomingServer = z.infer<typeof IncomingServer>;

export const OutgoingServer = z.strictObject({
  host: Host,
  port: Port,
  security: Security,
  /** `same`: the incoming user name and password. `different`: `username` and `outgoingPassword`. `none`: no sign-in. */
  authentication: z.enum(['same', 'different', 'none']),
  username: Username.optional(),
});
export type OutgoingServer = z.infer<typeof OutgoingServer>;

/** POP3 or IMAP + SMTP, typed by the subscriber. */
export const ManualSettings = z
  .strictObject({
    method: z.literal('manual'),
    emailAddress: EmailAddress,
    username: Username,
    incoming: IncomingServer,
    outgoing: OutgoingServer,
    /** POP3: leave messages on the server after they were heard. True unless said otherwise. */
    keepCopyOnServer: z.boolean().optional(),
    /** The subscriber knows that everything, the password included, can be read on the way. */
    allowCleartext: z.boolean().optional(),
  })
  .superRefine((settings, context) => {
    for (const side of ['incoming', 'outgoing'] as const) {
      if (settings[side].security === 'none' && settings.allowCleartext !== true) {
        context.addIssue({ code: 'custom', path: [side, 'security'], message: '"none" needs "allowCleartext": true' });
      }
    }
    if (settings.outgoing.authentication === 'different' && settings.outgoing.username === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['outgoing', 'username'],
        message: 'needed when authentication is "different"',
      });
    }
  });
export type ManualSettings = z.infer<typeof ManualSettings>;

/** Names a hosted provider of `connection-validator.v1.list-providers`. */
export const ProviderId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'the id of a hosted provider');

/** A mailbox at a provider whose servers are known. */
export const HostedSettings = z.strictObject({
  method: z.literal('hosted'),
  emailAddress: EmailAddress,
  /** Left out, or the address: the user name is made of the address as the provider wants it. Anything else is used as typed. */
  username: Username.optional(),
  providerId: ProviderId,
});
export type HostedSettings = z.infer<typeof HostedSettings>;

/** "I don't know": the servers are found from the address alone. */
export const UnknownSettings = z.strictObject({
  method: z.literal('unknown'),
  emailAddress: EmailAddress,
  /** Left out, or the address: the full address is tried, then once the part before the "@". Anything else is used as typed. */
  username: Username.optional(),
  /** Servers outside of the domain of the address to which the subscriber lets the password go, if they are what is found. */
  confirmedHosts: z.array(Host).max(8).optional(),
});
export type UnknownSettings = z.infer<typeof UnknownSettings>;

// A password in a URL would be stored, shown and logged like any other part of it.
function hasUserInfo(text: string): boolean {
  const authority = text.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^[\\/]+/, '');
  return (/^[^/?#\\]*/.exec(authority)?.[0] ?? '').includes('@');
}

/** Where an Exchange server is, as a subscriber knows it: the URL of EWS or of Outlook on the web, or a bare host name. */
export const ExchangeAddress = oneLine
  .trim()
  .min(1)
  .max(2_048)
  .refine((text) => !hasUserInfo(text), 'an address without a user name or a password in it');

/** A mailbox on an Exchange server. */
export const ExchangeSettings = z.strictObject({
  method: z.literal('exchange'),
  emailAddress: EmailAddress,
  /** Left out: the address. */
  username: Username.optional(),
  /** Left out: the server is found from the e-mail address. */
  url: ExchangeAddress.optional(),
  /** The Windows domain of the user name. */
  domain: oneLine.trim().min(1).max(255).optional(),
});
export type ExchangeSettings = z.infer<typeof ExchangeSettings>;

/** How a subscriber's mailbox is reached. */
export const ConnectionSettings = z.discriminatedUnion('method', [
  ManualSettings,
  HostedSettings,
  UnknownSettings,
  ExchangeSettings,
]);
export type ConnectionSettings = z.infer<typeof ConnectionSettings>;
