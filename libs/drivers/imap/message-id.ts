import type { MessageId } from '@mail-access/driver-spec';
import type { MailboxObject } from 'imapflow';

/** A UID holds for one UIDVALIDITY of a folder only (RFC 9051 section 2.3.1.1), so both make the name. */
export function messageId({ uidValidity }: MailboxObject, uid: number): MessageId {
  return `${uidValidity}.${uid}`;
}
