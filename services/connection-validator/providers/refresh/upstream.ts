import { z } from 'zod';

/** A provider of the ISPDB, in its own words. Kinds of servers other than IMAP, POP3 and SMTP may lack any field. */
export const IspdbProvider = z.object({
  id: z.string(),
  name: z.string(),
  domains: z.array(z.string()),
  incoming: z.array(z.looseObject({ type: z.string() })),
  outgoing: z.array(z.looseObject({ type: z.string() })),
  enable: z.array(z.object({ url: z.string() })).default([]),
  docs: z.array(z.string()).default([]),
});
export type IspdbProvider = z.infer<typeof IspdbProvider>;

/** A server of the ISPDB that speaks IMAP, POP3 or SMTP. */
export const IspdbServer = z.object({
  type: z.enum(['imap', 'pop3', 'smtp']),
  host: z.string(),
  port: z.coerce.number(),
  socket: z.enum(['SSL', 'STARTTLS', 'plain']),
  user: z.string().default('%EMAILADDRESS%'),
  auth: z.array(z.string()),
});

/** A provider of Delta Chat's provider-db. */
export const DeltaChatProvider = z.object({
  id: z.string(),
  status: z.enum(['OK', 'PREPARATION', 'BROKEN']),
  domains: z.array(z.string()),
  server: z.array(
    z.object({
      type: z.enum(['imap', 'smtp']),
      hostname: z.string(),
      port: z.number(),
      socket: z.enum(['SSL', 'STARTTLS', 'PLAIN']),
      username_pattern: z.string().default('EMAIL'),
    }),
  ),
});
export type DeltaChatProvider = z.infer<typeof DeltaChatProvider>;

/** One JSON file with both. */
export const UpstreamJson = z.object({
  providers: z.array(IspdbProvider),
  preparation: z.array(DeltaChatProvider).default([]),
});
