import type { Language } from '@mail-access/contracts';
import { repairText } from '../body/repair-text.js';
import { languageOfParagraph } from '../language/detect-language.js';
import type { Listener, MailToSpeak } from '../mail-to-speak.js';
import { cleanInline } from '../say/clean-inline.js';
import { join } from '../say/phrase.js';
import { sayText } from '../say/say-text.js';
import { voiced } from '../say/voiced.js';
import { sentencesOf } from '../sentences/sentences.js';
import type { SpokenHeader, SpokenPhrase } from '../spoken-mail.js';
import { cleanSubject } from './clean-subject.js';
import { relativeDate } from './relative-date.js';
import { spokenName } from './spoken-name.js';

/** "De Marie Tremblay, reçu hier à 14 h 10, objet : …". The subject is said in its own language. */
export function describeHeader(mail: MailToSpeak, listener: Listener, message: Language): SpokenHeader {
  const { language } = listener;
  const sentences = sentencesOf(language);
  const subject = cleanSubject(repairText(mail.subject ?? ''), mail.facts.listId !== undefined);
  const name = sayText(spokenName(mail.from, sentences), language).text;
  const phrases = [voiced(name === '' ? sentences.unknownSender : sentences.from(name), language)];
  if (mail.date !== undefined && !Number.isNaN(mail.date.getTime())) {
    phrases.push(voiced(sentences.received(relativeDate(mail.date, listener)), language));
  }
  if (subject.list !== '') phrases.push(voiced(sentences.list(subject.list), language));
  if (subject.reply) phrases.push(voiced(sentences.reply, language));
  if (subject.forwarded) phrases.push(voiced(sentences.forwarded, language));
  phrases.push(describeSubject(subject.text, language, message));
  const all = join(phrases, ', ');
  const stop = /[.!?…]$/u.test(all.text) ? '' : '.';
  return { text: all.text + stop, ssml: all.ssml + stop, phrases };
}

/** What programs write where there is no subject. */
const unnamed = /^\(?(?:no subject|sans objet|aucun objet|pas d['’]objet|objet vide)\)?$/iu;

function describeSubject(subject: string, language: Language, message: Language): SpokenPhrase {
  const sentences = sentencesOf(language);
  const own = languageOfParagraph(subject, message);
  const said = sayText(cleanInline(subject, sentences).slice(0, 300), own);
  if (!/[\p{L}\p{N}]/u.test(said.text) || unnamed.test(said.text)) return voiced(sentences.noSubject, language);
  const lead = sentences.subject('');
  const ssml = own === language ? said.ssml : `<lang xml:lang="${own}">${said.ssml}</lang>`;
  return { text: lead + said.text, ssml: lead + ssml };
}
