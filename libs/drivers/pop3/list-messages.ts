// RFC 1939: LIST n for the size, TOP n 0 for the header. There is no date of arrival, only the header's.
import { DriverFailure, type FolderName, type MessageSummary } from '@mail-access/driver-spec';
import { decodeHeader } from './decode-header.js';
import { identifyMessage } from './identify-message.js';
import type { Maildrop } from './open-maildrop.js';
import { fieldOf, readHeader } from './read-header.js';

/** Numbers follow arrival, dates in headers only mostly do: the search ends after so many older ones in a row. */
const olderInARow = 10;

export async function* listMessages(
  { connection, count }: Maildrop,
  folder: FolderName,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<MessageSummary, void> {
  if (folder.toUpperCase() !== 'INBOX') throw new DriverFailure('mailbox-refused');
  let older = 0;
  for (let number = count; number > 0 && older < olderInARow; number -= 1) {
    const header = await readHeader(connection, number, signal);
    if (!header) continue;
    const receivedAt = dateOf(fieldOf(header, 'Date'));
    if (receivedAt && receivedAt < since) {
      older += 1;
      continue;
    }
    older = 0;
    const size = await connection.command(`LIST ${number}`, signal);
    yield {
      id: await identifyMessage(connection, number, header, signal),
      folder: 'INBOX',
      receivedAt,
      size: Number(/^\d+ (\d+)/.exec(size.reply.text)?.[1] ?? 0),
      from: textOf(fieldOf(header, 'From')),
      subject: textOf(fieldOf(header, 'Subject')),
    };
  }
}

function dateOf(field: Buffer | null): Date | null {
  const date = new Date(field?.toString('latin1') ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

function textOf(field: Buffer | null): string | null {
  return field ? decodeHeader(field) : null;
}
