import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listener, MailAttachment, MailFacts, MailParty, MailToSpeak } from '../mail-to-speak.js';

/** A mail of the corpus with what is to be said of it. */
export interface CorpusMail {
  readonly kind: string;
  readonly id: string;
  readonly mail: MailToSpeak;
  readonly listener: Listener;
  /** Written together with what is expected before any rule had seen it. */
  readonly heldBack: boolean;
  /** The whole script; lines of the mail itself are `newText`, the others are ours. */
  readonly expected: string;
  readonly newText: string;
  /** The words of the body that must not be among the new ones. */
  readonly asideText: string;
}

const suffix = '.mails';
/** In `dist` the fixtures are not copied: they are read where they are written. */
const folder = import.meta.dirname.replace(/([\\/])dist[\\/]corpus$/u, '$1corpus');
const now = '2026-11-22T15:00:00-05:00';
const received = '2026-11-21T14:10:00-05:00';
/** Begins a line of a body that is to be set aside. */
const asideMark = '¦';
/** Begins a line of the script that is not the mail's own. */
const oursMark = '@ ';

/** Every mail of the fixtures beside this file, one file a kind. The README says how they are written. */
export function readCorpus(): CorpusMail[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort()
    .flatMap((name) => readKind(name.slice(0, -suffix.length), readFileSync(join(folder, name), 'utf8')));
}

const readKind = (kind: string, text: string): CorpusMail[] =>
  text
    .split(/^=== /mu)
    .slice(1)
    .map((block) => readMail(kind, block));

function readMail(kind: string, block: string): CorpusMail {
  const [head = '', ...sections] = block.split(/^--- (?=(?:plain|html|spoken)$)/mu);
  const section = (name: string): string =>
    sections
      .find((one) => one.startsWith(`${name}\n`))
      ?.slice(name.length + 1)
      .replace(/\n$/u, '') ?? '';
  const [id = '', language = '', ...flags] = (head.split('\n', 1)[0] ?? '').split(' ');
  const script = section('spoken').trim().split('\n');
  const bodies = [section('plain'), section('html')];
  return {
    kind,
    id,
    mail: mailOf(head, bodies),
    listener: {
      language: language === 'en' ? 'en-CA' : 'fr-CA',
      timeZone: 'America/Toronto',
      now: new Date(fieldsOf(head, 'Now')[0] ?? now),
    },
    heldBack: flags.includes('held-back'),
    expected: script.map((line) => (line.startsWith(oursMark) ? line.slice(oursMark.length) : line)).join('\n'),
    newText: script.filter((line) => !line.startsWith(oursMark)).join('\n'),
    asideText: bodies
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith(asideMark))
      .map((line) => line.slice(1).replace(/<[^>]*>/gu, ' '))
      .join('\n'),
  };
}

function mailOf(head: string, [plain = '', html = '']: readonly string[]): MailToSpeak {
  const unmarked = (body: string): string => body.replace(/^¦/gmu, '');
  const [from, date, subject] = ['From', 'Date', 'Subject'].map((name) => fieldsOf(head, name)[0]);
  return {
    ...(from === undefined ? {} : { from: partyOf(from) }),
    ...(subject === undefined ? {} : { subject }),
    ...(plain === '' ? {} : { plain: unmarked(plain) }),
    ...(html === '' ? {} : { html: unmarked(html) }),
    ...(fieldsOf(head, 'Flowed').length > 0 ? { flowed: true } : {}),
    ...{ to: [{ address: 'paul.gagnon@exemple.ca' }], cc: [], date: new Date(date ?? received) },
    attachments: fieldsOf(head, 'Attachment').map((value) => JSON.parse(value) as MailAttachment),
    facts: factsOf(head),
  };
}

function factsOf(head: string): MailFacts {
  const calendar = fieldsOf(head, 'Calendar').join('\r\n');
  const facts = JSON.parse(fieldsOf(head, 'Facts')[0] ?? '{}') as MailFacts;
  return calendar === '' ? facts : { ...facts, calendar };
}

const fieldsOf = (head: string, name: string): string[] =>
  [...head.matchAll(new RegExp(`^${name}: ?(.*)$`, 'gmu'))].map(([, value = '']) => value);

function partyOf(value: string): MailParty {
  const match = /^(.*?)\s*<([^<>]+)>$/u.exec(value);
  if (match?.[1] === undefined || match[2] === undefined)
    return value.includes('@') ? { address: value } : { name: value };
  return match[1] === '' ? { address: match[2] } : { name: match[1], address: match[2] };
}
