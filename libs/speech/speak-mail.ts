import type { Language } from '@mail-access/contracts';
import { shareLost } from './body/repair-text.js';
import { readBody, type ReadBody } from './body/read-body.js';
import { cleanSubject } from './header/clean-subject.js';
import { describeHeader } from './header/describe-header.js';
import { spokenName } from './header/spoken-name.js';
import { describeAttachments } from './kinds/describe-attachments.js';
import { describeMeeting } from './kinds/describe-meeting.js';
import { describeDelivery, describeReceipt } from './kinds/describe-report.js';
import { kindOf } from './kinds/kind-of.js';
import { languageOf } from './language/detect-language.js';
import type { Listener, MailToSpeak } from './mail-to-speak.js';
import { sayTelephone } from './say/telephone.js';
import { voiced } from './say/voiced.js';
import { sentencesOf } from './sentences/sentences.js';
import { asidePart, say, speakBody, type SpokenBody } from './speak-body.js';
import type { MailKind, SpokenMail, SpokenPhrase } from './spoken-mail.js';
import { ssmlDocument, type SsmlParagraph } from './ssml/ssml-document.js';

/**
 * Makes a mail ready to be spoken over a telephone. Bounded in time and memory whatever the mail: what is longer than
 * `mostCharacters` is said to be, and its beginning is given. Errors: `RangeError` for a time zone that does not exist.
 */
export function speakMail(mail: MailToSpeak, listener: Listener): SpokenMail {
  const kind = kindOf(mail);
  const body = kind === 'encrypted' ? nothing : readBody(mail, sentencesOf(contentLanguage(mail, listener)));
  const spoken = replaced.has(kind) ? speakReport(body, mail, listener) : speakText(body, mail, listener);
  const attachments = describeAttachments(mail.attachments, listener);
  const settled = settle(kind, spoken, attachments !== null);
  const notices = noticesOf(settled, mail, listener, body, spoken);
  return assemble(
    { kind: settled, notices, spoken, attachments, header: describeHeader(mail, listener, spoken.language) },
    listener,
  );
}

const nothing: ReadBody = { lines: [], truncated: false };
/** Their text is a program's; one sentence of ours says it. */
const replaced: ReadonlySet<MailKind> = new Set(['bounce', 'delivery-receipt', 'read-receipt']);

/** The language in which links, pictures and tables are named: that of the text, judged before it is read. */
function contentLanguage(mail: MailToSpeak, listener: Listener): Language {
  const text =
    mail.plain?.trim() || (mail.html ?? '').slice(0, 20_000).replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/giu, ' ');
  return languageOf(text, mail.subject ?? '', listener.language);
}

function speakText(body: ReadBody, mail: MailToSpeak, listener: Listener): SpokenBody {
  const subject = cleanSubject(mail.subject ?? '', mail.facts.listId !== undefined);
  const senderName = spokenName(mail.from, sentencesOf(listener.language));
  return speakBody(body, { senderName, subject: subject.text, forwarded: subject.forwarded, listener });
}

function speakReport(body: ReadBody, mail: MailToSpeak, listener: Listener): SpokenBody {
  const language = languageOf(body.lines.map(({ text }) => text).join(' '), mail.subject ?? '', listener.language);
  const details = say(body.lines, language);
  const setAside = details.length === 0 ? {} : { details: asidePart('details', details, listener.language) };
  return { language, paragraphs: [], setAside, notice: null };
}

function settle(kind: MailKind, { paragraphs, setAside }: SpokenBody, hasAttachments: boolean): MailKind {
  if (kind !== 'message' || paragraphs.length > 0 || setAside.quoted !== undefined) return kind;
  if (hasAttachments) return 'attachments-only';
  return Object.keys(setAside).length === 0 ? 'empty' : kind;
}

function noticesOf(
  kind: MailKind,
  mail: MailToSpeak,
  listener: Listener,
  body: ReadBody,
  spoken: SpokenBody,
): SpokenPhrase[] {
  const sentences = sentencesOf(listener.language);
  const of = sentenceOfKind(kind, mail, listener, body);
  const notices = of === null ? [] : [voiced(of, listener.language)];
  if (mail.facts.signed !== undefined && kind !== 'encrypted')
    notices.push(voiced(sentences.signed, listener.language));
  if (body.truncated || mail.facts.truncated === true) notices.push(voiced(sentences.truncated, listener.language));
  if (shareLost(`${mail.plain ?? ''}${mail.html ?? ''}`.slice(0, 50_000)) > 0.002)
    notices.push(voiced(sentences.illegible, listener.language));
  if (spoken.notice !== null) notices.push(spoken.notice);
  return notices;
}

function sentenceOfKind(kind: MailKind, mail: MailToSpeak, listener: Listener, { lines }: ReadBody): string | null {
  const sentences = sentencesOf(listener.language);
  const name = spokenName(mail.from, sentences);
  switch (kind) {
    case 'bounce':
    case 'delivery-receipt':
      return describeDelivery(mail, listener, lines.map(({ text }) => text).join('\n'));
    case 'read-receipt':
      return describeReceipt(mail, listener);
    case 'invitation':
      return describeMeeting(mail, listener);
    case 'auto-reply':
      return sentences.autoReply(name);
    case 'encrypted':
      return sentences.encrypted;
    case 'newsletter':
      return sentences.newsletter(name);
    case 'voicemail':
    case 'fax':
      return mediaSentence(kind, mail, listener);
    case 'attachments-only':
      return sentences.attachmentsOnly;
    case 'empty':
      return sentences.empty;
    case 'message':
      return null;
  }
}

function mediaSentence(
  kind: 'voicemail' | 'fax',
  { facts, subject, attachments }: MailToSpeak,
  { language }: Listener,
): string {
  const sentences = sentencesOf(language);
  const number = /\+?1?[\s.(-]*[2-9]\d{2}[\s.)-]*\d{3}[\s.-]?\d{4}(?!\d)/u;
  const caller = facts.caller ?? number.exec(subject ?? '')?.[0]?.trim() ?? '';
  const who = number.test(caller) && !/\p{L}{2}/u.test(caller) ? sayTelephone(caller, '', language).text : caller;
  const seconds = attachments.find(({ durationSeconds }) => durationSeconds !== undefined)?.durationSeconds;
  const pages = attachments.find((one) => one.pages !== undefined)?.pages;
  if (kind === 'voicemail') return sentences.voicemail(who, seconds === undefined ? '' : sentences.duration(seconds));
  return sentences.fax(who, pages === undefined ? '' : sentences.pages(pages));
}

type Parts = Pick<SpokenMail, 'kind' | 'notices' | 'attachments' | 'header'> & { readonly spoken: SpokenBody };

/** Everything in the order in which it is said. */
function assemble({ kind, notices, spoken, attachments, header }: Parts, { language }: Listener): SpokenMail {
  const ours = (phrase: SpokenPhrase): SpokenPhrase & SsmlParagraph => ({ ...phrase, language });
  const announcements = Object.values(spoken.setAside).map(({ announcement }) => announcement);
  const all = [
    ...[header, ...notices].map(ours),
    ...spoken.paragraphs,
    ...(attachments === null ? announcements : [attachments, ...announcements]).map(ours),
  ];
  return {
    ...{ language: spoken.language, kind, header, notices, attachments },
    ...{ paragraphs: spoken.paragraphs, setAside: spoken.setAside },
    text: all.map(({ text }) => text).join('\n'),
    ssml: ssmlDocument(all, language),
  };
}
