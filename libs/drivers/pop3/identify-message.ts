// RFC 1939 section 7: UIDL names a message for as long as it exists; message numbers change with every sign-in.
import { createHash } from 'node:crypto';
import type { MessageId } from '@mail-access/driver-spec';
import type { Pop3Connection } from './pop3-connection.js';

/** UIDL is optional: where it is missing, a digest of the header stands for it. */
export async function identifyMessage(
  connection: Pop3Connection,
  number: number,
  header: readonly Buffer[],
  signal: AbortSignal,
): Promise<MessageId> {
  const { ok, reply } = await connection.command(`UIDL ${number}`, signal);
  const uid = ok ? /^\d+ (\S+)/.exec(reply.text)?.[1] : undefined;
  return uid ?? `sha256:${createHash('sha256').update(Buffer.concat(header)).digest('base64url')}`;
}
