// RFC 9051 section 6.3.3: EXAMINE opens the mailbox and changes nothing. RFC 2971: ID.
import { DriverFailure, type DriverFailureKind } from '@mail-access/driver-spec';
import type { ImapConnection } from './imap-connection.js';
import type { ImapResponse } from './parse-response.js';

/** What the mailbox was when it was opened. */
export interface OpenedInbox {
  /** 0 when the server did not tell. */
  readonly uidNext: number;
}

/**
 * A signed-in server is not yet a mailbox: Exchange Online says "User is authenticated but not connected" only here.
 * ID goes in front, without waiting for its answer: NetEase calls a client that did not say who it is unsafe.
 */
export async function openInbox(
  connection: ImapConnection,
  capabilities: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<OpenedInbox> {
  const identify = capabilities.has('ID') ? connection.send('ID ("name" "Mail access")') : null;
  const examine = connection.send('EXAMINE INBOX');
  if (identify) await connection.complete(identify, signal);
  const { status, reply, untagged } = await connection.complete(examine, signal);
  if (status !== 'OK') throw new DriverFailure(kindOfCode[reply.code ?? ''] ?? 'mailbox-refused', { reply });
  return { uidNext: uidNextOf(untagged) };
}

const kindOfCode: Record<string, DriverFailureKind> = {
  UNAVAILABLE: 'temporarily-unavailable',
  INUSE: 'temporarily-unavailable',
  SERVERBUG: 'server-refused',
};

function uidNextOf(untagged: readonly ImapResponse[]): number {
  const response = untagged.find(({ code }) => code === 'UIDNEXT');
  return Number.parseInt(response?.codeArguments ?? '0', 10) || 0;
}
