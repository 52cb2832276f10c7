// RFC 1939 section 5: STAT says how many messages the maildrop holds. A sign-in alone does not prove the maildrop.
import { DriverFailure } from '@mail-access/driver-spec';
import type { Pop3Connection } from './pop3-connection.js';

/** The number of messages, which are numbered from 1 in the order of their arrival. */
export async function openInbox(connection: Pop3Connection, signal: AbortSignal): Promise<number> {
  const { ok, reply } = await connection.command('STAT', signal);
  if (!ok) throw new DriverFailure(isTemporary(reply.code) ? 'temporarily-unavailable' : 'mailbox-refused', { reply });
  const count = /^\d+/.exec(reply.text)?.[0];
  if (count === undefined) throw new DriverFailure('protocol-violation', { reply });
  return Number(count);
}

function isTemporary(code: string | undefined): boolean {
  return code === 'SYS/TEMP' || code === 'IN-USE';
}
