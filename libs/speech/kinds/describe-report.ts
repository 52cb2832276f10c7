import { originalSubject } from '../header/clean-subject.js';
import { spokenName } from '../header/spoken-name.js';
import type { Listener, MailToSpeak } from '../mail-to-speak.js';
import { sayAddress } from '../say/address-rules.js';
import { cleanInline } from '../say/clean-inline.js';
import { sayText } from '../say/say-text.js';
import { sentencesOf, type BounceReason } from '../sentences/sentences.js';

/** RFC 3463: the second and third number of an enhanced status code. */
const reasons: readonly (readonly [RegExp, BounceReason])[] = [
  [/^\d\.(?:1\.(?:1|3|6|10)|5\.1|2\.1|4\.310)$/u, 'address-unknown'],
  [/^\d\.(?:1\.2|4\.[146]|1\.8)$/u, 'domain-unknown'],
  [/^\d\.2\.2$/u, 'mailbox-full'],
  [/^\d\.(?:2\.3|3\.4)$/u, 'too-large'],
  [/^\d\.(?:7\.\d+|6\.\d+)$/u, 'refused'],
];
/** Where a server says it only in words. */
const inWords: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /mailbox (?:is )?full|over quota|quota exceeded|boîte (?:de réception )?(?:est )?pleine|inbox is full|storage/iu,
    'mailbox-full',
  ],
  [
    /user unknown|no such user|(?:does|did) not exist|n['’]existe pas|unknown (?:user|recipient|address)|address (?:not found|rejected|couldn['’]t be found)|introuvable|invalid recipient|wasn['’]t found|not found|unrouteable/iu,
    'address-unknown',
  ],
  [
    /domain (?:not found|.{0,40}couldn['’]t be found)|host (?:or domain name )?(?:unknown|not found)|domaine introuvable/iu,
    'domain-unknown',
  ],
  [/too (?:large|big)|exceeds? (?:the )?(?:size|maximum)|trop (?:volumineux|grand|gros)/iu, 'too-large'],
  [/blocked|spam|policy|rejected|refused|blacklist|bloqué|refusé|denied|DMARC|SPF/iu, 'refused'],
];

/** What became of a message of the listener's: not delivered, delayed, delivered. */
export function describeDelivery(mail: MailToSpeak, listener: Listener, body: string): string {
  const { report, subject } = { report: mail.facts.report, subject: mail.subject ?? '' };
  const sentences = sentencesOf(listener.language);
  const address =
    report?.recipient ??
    /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u.exec(body.replace(/\S*(?:mailer-daemon|postmaster)\S*/giu, ''))?.[0] ??
    '';
  const recipient = address === '' ? '' : sayAddress(address, listener.language);
  const about = say(report?.originalSubject ?? subjectIn(body, subject), listener);
  const status = report?.status ?? /\b[245]\.\d{1,3}\.\d{1,3}\b/u.exec(body)?.[0] ?? '';
  const action = report?.action?.toLowerCase() ?? '';
  if (/^(?:delivered|relayed|expanded)$/u.test(action)) return sentences.delivered(recipient, about);
  if (action === 'delayed' || (action === '' && isDelay(status, `${subject} ${body}`)))
    return sentences.delayed(recipient, about);
  return sentences.bounced(recipient, reasonOf(status, body), about);
}

const isDelay = (status: string, text: string): boolean =>
  status.startsWith('4.') ||
  /\bdelayed|could not send message for past|retardé|will (?:retry|be retried|keep trying)/iu.test(
    text.slice(0, 1_000),
  );

function reasonOf(status: string, body: string): BounceReason {
  const coded = reasons.find(([pattern]) => pattern.test(status))?.[1];
  return coded ?? inWords.find(([pattern]) => pattern.test(body.slice(0, 4_000)))?.[1] ?? 'unknown';
}

/** "Undeliverable: Budget" names it; others quote its header. */
function subjectIn(body: string, subject: string): string {
  const behind =
    /^(?:undeliver(?:able|ed(?: mail)?)|non remis|échec de (?:la )?remise|message non distribué)\s?:\s*(.+)$/iu.exec(
      subject,
    )?.[1];
  return behind ?? /^\s*(?:subject|objet)\s?:\s*(.{1,200})$/imu.exec(body)?.[1] ?? '';
}

/** Somebody opened a message, or threw it away unread. */
export function describeReceipt(mail: MailToSpeak, listener: Listener): string {
  const sentences = sentencesOf(listener.language);
  const { report, subject = '' } = { report: mail.facts.report, subject: mail.subject };
  const who = spokenName(mail.from, sentences) || sentences.unknownSender;
  const about = say(report?.originalSubject ?? originalSubject(subject), listener);
  const unread =
    report?.action?.toLowerCase() === 'deleted' || /^(?:not read|non lu|supprimé sans lecture)/iu.test(subject);
  return unread ? sentences.deletedUnread(who, about) : sentences.read(who, about);
}

const say = (text: string, { language }: Listener): string =>
  sayText(cleanInline(text, sentencesOf(language)), language).text;
