// RFC 9051 section 6.4.9: UID FETCH of one header field. SEARCH HEADER would do, but servers answer it from indexes that lag.
import type { FolderName, MessageId } from '@mail-access/driver-spec';
import type { ImapFlow } from 'imapflow';
import type { ReadableMailbox } from './hand-over.js';
import { messageId } from './message-id.js';
import type { OpenedInbox } from './open-inbox.js';

/** Messages from before `connect` that are looked at too: one may have arrived while we were signing in. */
const margin = 10;
/** Of the folder for junk nothing is known from before: its newest are looked at. */
const newest = 30;

interface SoughtHeader {
  readonly name: string;
  readonly value: string;
}

/** Looks in the inbox, then in the folder for junk. Null: not there. */
export async function locateMessage(
  { client, junk }: ReadableMailbox,
  inbox: OpenedInbox,
  header: SoughtHeader,
): Promise<{ id: MessageId; folder: FolderName } | null> {
  const since = inbox.uidNext > 0 ? Math.max(1, inbox.uidNext - margin) : null;
  const id = await locateIn(client, 'INBOX', since, header);
  if (id !== null) return { id, folder: 'INBOX' };
  if (junk === null) return null;
  const junkId = await locateIn(client, junk, null, header);
  return junkId === null ? null : { id: junkId, folder: junk };
}

/** Opens the folder anew, which shows what arrived meanwhile, read-only, so that nothing becomes seen. */
async function locateIn(
  client: ImapFlow,
  folder: FolderName,
  sinceUid: number | null,
  { name, value }: SoughtHeader,
): Promise<MessageId | null> {
  const mailbox = await client.mailboxOpen(folder, { readOnly: true });
  if (mailbox.exists === 0) return null;
  const range = sinceUid === null ? `${Math.max(1, mailbox.exists - newest + 1)}:*` : `${sinceUid}:*`;
  const wanted = Buffer.from(value.trim()).toString('latin1');
  let found: MessageId | null = null;
  // Read to the end all the same: ImapFlow waits for its consumer.
  for await (const message of client.fetch(range, { uid: true, headers: [name] }, { uid: sinceUid !== null })) {
    if (message.headers && valueOf(message.headers) === wanted) found = messageId(mailbox, message.uid);
  }
  return found;
}

/** The unfolded value of the one field that was asked for. */
function valueOf(header: Buffer): string {
  const unfolded = header.toString('latin1').replaceAll(/\r?\n(?=[ \t])/g, '');
  return (unfolded.split(/\r?\n/)[0] ?? '').replace(/^[^:]*:/, '').trim();
}
