// RFC 9051 sections 6.4.4 and 6.4.5: SEARCH SINCE, then FETCH of the envelopes.
import type { FolderName, MessageSummary } from '@mail-access/driver-spec';
import type { FetchMessageObject, ImapFlow, MessageAddressObject } from 'imapflow';
import { messageId } from './message-id.js';

/** One FETCH a page. */
const pageSize = 50;

export interface MessagePages {
  /** Newest first; null when there are no more. */
  next(client: ImapFlow): Promise<readonly MessageSummary[] | null>;
}

/** Read page by page, so that a caller who wants the newest few costs one FETCH. */
export function listMessages(folder: FolderName, since: Date): MessagePages {
  let uids: number[] | null = null;
  return {
    async next(client) {
      const mailbox = await client.mailboxOpen(folder, { readOnly: true });
      uids ??= await newestFirst(client, since);
      const page = uids.splice(0, pageSize);
      if (page.length === 0) return null;
      const query = { uid: true, envelope: true, size: true, internalDate: true };
      const messages = await client.fetchAll(page, query, { uid: true });
      return messages
        .toSorted((a, b) => b.uid - a.uid)
        .map((message) => summaryOf(message, messageId(mailbox, message.uid), folder))
        .filter(({ receivedAt }) => receivedAt === null || receivedAt >= since);
    },
  };
}

/** SINCE knows days only, in the server's zone: a day earlier is asked for, and what is too old left out later. */
async function newestFirst(client: ImapFlow, since: Date): Promise<number[]> {
  const found = await client.search({ since: new Date(since.getTime() - 86_400_000) }, { uid: true });
  return found ? found.toSorted((a, b) => b - a) : [];
}

function summaryOf(message: FetchMessageObject, id: string, folder: FolderName): MessageSummary {
  const { envelope, internalDate, size = 0 } = message;
  return {
    id,
    folder,
    receivedAt: internalDate ? new Date(internalDate) : null,
    size,
    from: addressText(envelope?.from?.[0]),
    subject: envelope?.subject ?? null,
  };
}

function addressText(address: MessageAddressObject | undefined): string | null {
  if (!address?.address) return address?.name ?? null;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
