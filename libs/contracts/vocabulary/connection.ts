import { z } from 'zod';
import { ConnectionSettings } from './connection-settings.js';
import { ConnectionId, Instant } from './identifiers.js';
import { MailServers } from './mail-servers.js';
import { Validation } from './validation.js';

/**
 * `unproven`: saved, never validated to the end. `established`: the last proof holds.
 * `broken`: the last validation failed.
 */
export const ConnectionState = z.enum(['unproven', 'established', 'broken']);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** A subscriber's link to one existing mailbox, without its secrets. */
export const Connection = z.strictObject({
  connectionId: ConnectionId,
  state: ConnectionState,
  settings: ConnectionSettings,
  /** What the last validation found for settings that name no servers themselves. */
  servers: MailServers.optional(),
  savedAt: Instant,
  lastValidation: Validation.optional(),
});
export type Connection = z.infer<typeof Connection>;
