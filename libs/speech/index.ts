export type { Listener, MailAttachment, MailFacts, MailParty, MailReport, MailToSpeak } from './mail-to-speak.js';
export type {
  AsideName,
  MailKind,
  SetAsidePart,
  SpokenHeader,
  SpokenMail,
  SpokenParagraph,
  SpokenPhrase,
} from './spoken-mail.js';
export { speakMail } from './speak-mail.js';
