import { z } from 'zod';
import { Host, IncomingServer, Port, Security, Username } from './connection-settings.js';

/** The servers of a mailbox and the user name that each of them is given. */
export const MailServers = z.strictObject({
  incoming: z.strictObject({ ...IncomingServer.shape, username: Username }),
  outgoing: z.strictObject({
    host: Host,
    port: Port,
    security: Security,
    /** Left out: the server wants no sign-in. */
    username: Username.optional(),
  }),
});
export type MailServers = z.infer<typeof MailServers>;
