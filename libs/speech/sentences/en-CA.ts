import { countInWords } from '../say/number-words.js';
import type { BounceReason, MeetingWords, ReceivedAt, Sentences } from './sentences.js';

const count = (number: number, one: string, many: string): string =>
  `${countInWords(number, 'en-CA')} ${number === 1 ? one : many}`;
const paragraphs = (number: number): string => count(number, 'paragraph', 'paragraphs');
const about = (subject: string): string => (subject === '' ? '' : ` "${subject}"`);
const behind = (word: string, name: string): string => (name === '' ? '' : ` ${word} ${name}`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const reasons: Readonly<Record<BounceReason, string>> = {
  'address-unknown': 'this address does not exist',
  'domain-unknown': 'the domain of this address does not exist or does not answer',
  'mailbox-full': 'the mailbox is full',
  'too-large': 'the message is too large',
  refused: "the recipient's server refused it",
  unknown: 'the server does not clearly say why',
};

const kinds: readonly (readonly [RegExp, string])[] = [
  [/pdf$/u, 'PDF document'],
  [/wordprocessingml|msword|opendocument\.text|rtf/u, 'Word document'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet|csv/u, 'spreadsheet'],
  [/presentationml|ms-powerpoint|opendocument\.presentation/u, 'presentation'],
  [/^image\/tiff/u, 'fax'],
  [/^image\//u, 'picture'],
  [/^audio\//u, 'sound recording'],
  [/^video\//u, 'video'],
  [/calendar|ics/u, 'invitation'],
  [/vcard/u, 'business card'],
  [/zip|compressed|x-7z|rar/u, 'compressed archive'],
  [/^message\/rfc822/u, 'attached message'],
  [/^text\//u, 'text file'],
];

function day({ day: when, date }: ReceivedAt): string {
  if (when === 'today' || when === 'yesterday') return when;
  return when === 'weekday' ? `last ${date}` : `on ${date}`;
}

const meeting = ({ title, when, where, repeats }: MeetingWords): string =>
  `${title === '' ? 'meeting without a title' : title}${when === '' ? '' : `, ${when}`}${repeats === '' ? '' : `, ${repeats}`}${where === '' ? '' : `, location: ${where}`}`;

export const english: Sentences = {
  image: (description) => `image: ${description}`,
  link: (host) => `link to ${host}`,
  button: (label) => `button ${label}`,
  labelled: (label, value) => `${label}: ${value}`,
  tableOf: (rows) => `Table of ${rows} rows.`,
  moreRows: (rows) => `And ${count(rows, 'more row', 'more rows')}.`,
  point: (ordinal) => `${capital(ordinal)} point: `,
  from: (name) => `From ${name}`,
  unknownSender: 'From an unknown sender',
  at: (localPart, domain) => `${localPart} at ${domain}`,
  automaticAddress: (domain) => `the automatic address of ${domain}`,
  received: (at) => `received ${day(at)} at ${at.time}`,
  reply: 'a reply',
  forwarded: 'forwarded',
  list: (name) => `list ${name}`,
  subject: (subject) => `subject: ${subject}`,
  noSubject: 'no subject',
  aside: (part, number) =>
    ({
      quoted: `The quoted message has ${paragraphs(number)}.`,
      forwarded: `The forwarded message has ${paragraphs(number)}.`,
      signature: `The signature has ${paragraphs(number)}.`,
      disclaimer: `The legal notice has ${paragraphs(number)}.`,
      footer: `The footer has ${paragraphs(number)}.`,
      details: `The technical report has ${paragraphs(number)}.`,
    })[part],
  attachments: (described) =>
    described.length === 1
      ? `One attachment: ${described[0] ?? ''}.`
      : `${capital(count(described.length, 'attachment', 'attachments'))}: ${described.join('; ')}.`,
  attachment: (kind, name, details) => [name, kind, ...details].filter((part) => part !== '').join(', '),
  attachmentKind: (contentType) => kinds.find(([pattern]) => pattern.test(contentType))?.[1] ?? '',
  bytes: (size) =>
    size >= 1_000_000
      ? count(Math.round(size / 1_000_000), 'megabyte', 'megabytes')
      : count(Math.max(1, Math.round(size / 1_000)), 'kilobyte', 'kilobytes'),
  duration: (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const rest = Math.round(seconds % 60);
    const said = minutes === 0 ? [] : [count(minutes, 'minute', 'minutes')];
    if (rest > 0 || minutes === 0) said.push(count(rest, 'second', 'seconds'));
    return said.join(' and ');
  },
  pages: (pages) => count(pages, 'page', 'pages'),
  bounced: (recipient, reason, subject) =>
    `Your message${about(subject)} could not be delivered${behind('to', recipient)}: ${reasons[reason]}.`,
  delayed: (recipient, subject) =>
    `Your message${about(subject)} could not be delivered yet${behind('to', recipient)}. Delivery is still being tried; there is nothing to do.`,
  delivered: (recipient, subject) => `Your message${about(subject)} was delivered${behind('to', recipient)}.`,
  read: (who, subject) => `${capital(who)} opened your message${about(subject)}.`,
  deletedUnread: (who, subject) => `${capital(who)} deleted your message${about(subject)} without opening it.`,
  autoReply: (who) => `Automatic reply${behind('from', who)}.`,
  invitation: (words, update) =>
    `${update ? 'Updated invitation' : 'Invitation'}${behind('from', words.organizer)}: ${meeting(words)}.`,
  cancelled: (words) => `Meeting cancelled: ${meeting(words)}.`,
  answered: (who, answer, words) =>
    `${who} ${{ accepted: 'accepted', declined: 'declined', tentative: 'tentatively accepted' }[answer]} your invitation: ${meeting(words)}.`,
  countered: (who, words) => `${who} proposes another time: ${meeting(words)}.`,
  encrypted: 'This message is encrypted: it cannot be read over the telephone. Open it in your mail program.',
  signed: 'This message carries a digital signature.',
  newsletter: () => 'Newsletter.',
  voicemail: (caller, duration) => `Voice message${behind('from', caller)}${duration === '' ? '' : `, ${duration}`}.`,
  fax: (caller, pages) => `Fax${behind('from', caller)}${pages === '' ? '' : `, ${pages}`}.`,
  empty: 'This message is empty.',
  attachmentsOnly: 'This message has no text.',
  nothingNew: 'This message adds nothing to the quoted message.',
  truncated: 'This message is very long: here is its beginning.',
  illegible: 'Part of this message cannot be read.',
  forwardedBelow: 'Forwarded message:',
  repeats: (frequency) =>
    ({ DAILY: 'every day', WEEKLY: 'every week', MONTHLY: 'every month', YEARLY: 'every year' })[frequency] ?? '',
  span: (start, end) => (end === '' ? `at ${start}` : `from ${start} to ${end}`),
  allDay: 'all day',
  onDay: ({ day: when, date }) => (when === 'today' ? 'today' : `on ${date}`),
};
