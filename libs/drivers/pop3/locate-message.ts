// RFC 1939 has no search: the headers of the newest messages are read one by one.
import type { MessageId } from '@mail-access/driver-spec';
import { identifyMessage } from './identify-message.js';
import type { Maildrop } from './open-maildrop.js';
import { fieldOf, readHeader } from './read-header.js';

/** Messages from before `connect` that are looked at too: one may have arrived while we were signing in. */
const margin = 5;

/** Looks at what came on top of the first `known` messages, newest first. Null: not there. */
export async function locateMessage(
  { connection, count }: Maildrop,
  known: number,
  header: { readonly name: string; readonly value: string },
  signal: AbortSignal,
): Promise<MessageId | null> {
  const value = Buffer.from(header.value.trim());
  for (let number = count; number > Math.max(0, Math.min(known, count) - margin); number -= 1) {
    const fields = await readHeader(connection, number, signal);
    if (fields && fieldOf(fields, header.name)?.equals(value))
      return identifyMessage(connection, number, fields, signal);
  }
  return null;
}
