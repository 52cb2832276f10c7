import type { MailToSpeak } from '../mail-to-speak.js';
import type { MailKind } from '../spoken-mail.js';

const bouncers = /^(?:mailer-daemon|postmaster|mail-?daemon|maildaemon|noreply-dmarc|bounces?)@/iu;
const bounceSubject =
  /undeliver|non[- ]?remis|delivery (?:status notification|failure|has failed|report)|échec de (?:la )?(?:remise|livraison|distribution)|returned mail|mail delivery (?:failed|system|subsystem)|failure notice|message non distribué|retour(?:né)? à l['’]expéditeur|impossible de remettre|delayed mail|warning: could not send/iu;
const autoSubject =
  /^(?:réponse automatique|automatic reply|auto(?:matic)?[- ]?(?:response|reply)|out of (?:the )?office|absence du bureau|absent du bureau|message d['’]absence)\b/iu;
const readSubject =
  /^(?:lu|read|read receipt|accusé de lecture|confirmation de lecture|not read|non lu|supprimé sans lecture)\s?:/iu;
const voiceSubject = /\b(?:message vocal|nouveau message vocal|voice ?mail|voice message|boîte vocale)\b/iu;
const faxSubject = /\b(?:fax|télécopie|facsimile)\b/iu;

/** What sort of mail this is, by its structure first and by its subject where the structure says nothing. */
export function kindOf(mail: MailToSpeak): MailKind {
  const { facts, subject = '' } = mail;
  const type = (facts.contentType ?? '').toLowerCase();
  const reported = reportKind(mail, type);
  if (reported !== null) return reported;
  if (isEncrypted(mail, type)) return 'encrypted';
  if (facts.calendar !== undefined && /BEGIN:VEVENT/iu.test(facts.calendar)) return 'invitation';
  const carried = mediaKind(mail, subject);
  if (carried !== null) return carried;
  if (autoSubject.test(subject) || /^auto-replied/iu.test(facts.autoSubmitted ?? '')) return 'auto-reply';
  if (facts.listUnsubscribe === true && facts.listId === undefined) return 'newsletter';
  if (facts.listUnsubscribe === true && !/^re\s?:|\[/iu.test(subject) && isBulk(mail)) return 'newsletter';
  return 'message';
}

const isBulk = (mail: MailToSpeak): boolean =>
  /<table|unsubscribe|désabonn/iu.test((mail.html ?? '').slice(0, 400_000));

function reportKind(mail: MailToSpeak, type: string): MailKind | null {
  const { facts, subject = '' } = mail;
  if (facts.report?.about === 'disposition' || type.includes('disposition-notification')) return 'read-receipt';
  if (facts.report?.about === 'delivery') {
    return /^(?:delivered|relayed|expanded)$/iu.test(facts.report.action ?? '') ? 'delivery-receipt' : 'bounce';
  }
  if (type.includes('delivery-status')) return 'bounce';
  if (bouncers.test(mail.from?.address ?? '') && (bounceSubject.test(subject) || facts.autoSubmitted !== undefined))
    return 'bounce';
  if (readSubject.test(subject)) return 'read-receipt';
  return null;
}

function isEncrypted({ facts, plain }: MailToSpeak, type: string): boolean {
  if (facts.encrypted !== undefined || type.startsWith('multipart/encrypted')) return true;
  return type.includes('pkcs7-mime') && !type.includes('signed-data')
    ? true
    : (plain ?? '').slice(0, 5_000).includes('-----BEGIN PGP MESSAGE-----');
}

function mediaKind({ facts, attachments }: MailToSpeak, subject: string): MailKind | null {
  if (facts.messageContext === 'voice-message') return 'voicemail';
  if (facts.messageContext === 'fax-message') return 'fax';
  const has = (pattern: RegExp): boolean => attachments.some(({ contentType }) => pattern.test(contentType));
  if (has(/^audio\//u) && voiceSubject.test(subject)) return 'voicemail';
  return has(/^image\/tiff|pdf$/u) && faxSubject.test(subject) ? 'fax' : null;
}
