import type { Language } from '@mail-access/contracts';
import type { AsideName } from '../spoken-mail.js';
import { english } from './en-CA.js';
import { french } from './fr-CA.js';

/** A meeting, in words already. */
export interface MeetingWords {
  readonly title: string;
  readonly when: string;
  readonly where: string;
  readonly organizer: string;
  readonly repeats: string;
}

export interface ReceivedAt {
  readonly day: 'today' | 'yesterday' | 'weekday' | 'date';
  /** The name of the day, or the date. */
  readonly date: string;
  readonly time: string;
}

export type Answer = 'accepted' | 'declined' | 'tentative';
export type BounceReason = 'address-unknown' | 'domain-unknown' | 'mailbox-full' | 'too-large' | 'refused' | 'unknown';

/** Everything that is said besides the mail's own words, in one language. */
export interface Sentences {
  readonly image: (description: string) => string;
  readonly link: (host: string) => string;
  readonly button: (label: string) => string;
  readonly labelled: (label: string, value: string) => string;
  readonly tableOf: (rows: number) => string;
  readonly moreRows: (rows: number) => string;
  readonly point: (ordinal: string) => string;
  readonly from: (name: string) => string;
  readonly unknownSender: string;
  readonly at: (localPart: string, domain: string) => string;
  readonly automaticAddress: (domain: string) => string;
  readonly received: (at: ReceivedAt) => string;
  readonly reply: string;
  readonly forwarded: string;
  readonly list: (name: string) => string;
  readonly subject: (subject: string) => string;
  readonly noSubject: string;
  readonly aside: (part: AsideName, paragraphs: number) => string;
  readonly attachments: (described: readonly string[]) => string;
  readonly attachment: (kind: string, name: string, details: readonly string[]) => string;
  readonly attachmentKind: (contentType: string) => string;
  readonly bytes: (size: number) => string;
  readonly duration: (seconds: number) => string;
  readonly pages: (pages: number) => string;
  readonly bounced: (recipient: string, reason: BounceReason, subject: string) => string;
  readonly delayed: (recipient: string, subject: string) => string;
  readonly delivered: (recipient: string, subject: string) => string;
  readonly read: (who: string, subject: string) => string;
  readonly deletedUnread: (who: string, subject: string) => string;
  readonly autoReply: (who: string) => string;
  readonly invitation: (meeting: MeetingWords, update: boolean) => string;
  readonly cancelled: (meeting: MeetingWords) => string;
  readonly answered: (who: string, answer: Answer, meeting: MeetingWords) => string;
  readonly countered: (who: string, meeting: MeetingWords) => string;
  readonly encrypted: string;
  readonly signed: string;
  readonly newsletter: (from: string) => string;
  readonly voicemail: (caller: string, duration: string) => string;
  readonly fax: (caller: string, pages: string) => string;
  readonly empty: string;
  readonly attachmentsOnly: string;
  readonly nothingNew: string;
  readonly truncated: string;
  readonly illegible: string;
  readonly forwardedBelow: string;
  readonly repeats: (frequency: string) => string;
  readonly span: (start: string, end: string) => string;
  readonly allDay: string;
  readonly onDay: (day: ReceivedAt, withYear: boolean) => string;
}

const editions: Readonly<Record<Language, Sentences>> = { 'fr-CA': french, 'en-CA': english };

export const sentencesOf = (language: Language): Sentences => editions[language];
