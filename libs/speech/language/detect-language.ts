import type { Language } from '@mail-access/contracts';
import { englishWords, frenchWords } from './words.js';

/** Enough to know: reading on changes nothing. */
const enough = 4_000;
const accents = /[éèêëàâîïôùûçœÉÈÊÀÂÎÔÙÛÇ]/gu;
const frenchEndings = /(?:tion|ment|eux|euse|eur|oir|ique|ité|ance|ions|ez|aient|ait)s?$/u;
const englishEndings = /(?:ing|ness|ship|ful|less|ly|ed|ght|tion|ty|ould|'s|'t|'ll|'re)$/u;

export interface LanguageEvidence {
  readonly language: Language;
  /** How much more there is of this language than of the other; 0 tells nothing, 2 is two words. */
  readonly strength: number;
}

/** Which of the two languages a text is in, and how surely. Addresses, numbers and names say nothing. */
export function weighLanguage(text: string): LanguageEvidence {
  const { french, english } = score(text.slice(0, enough));
  return french >= english
    ? { language: 'fr-CA', strength: french - english }
    : { language: 'en-CA', strength: english - french };
}

function score(text: string): { french: number; english: number } {
  let french = 0;
  let english = 0;
  const plain = text
    .replace(/\S*(?:@|:\/\/|www\.)\S*/gu, ' ')
    .replaceAll('’', "'")
    .toLowerCase();
  for (const [word] of plain.matchAll(/[\p{L}]+(?:['-][\p{L}]+)*'?/gu)) {
    if (frenchWords.has(word)) french += 1;
    else if (englishWords.has(word)) english += 1;
    else if (/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'\p{L}/u.test(word)) french += 1;
    else if (word.length > 4) {
      if (frenchEndings.test(word)) french += 0.2;
      if (englishEndings.test(word)) english += 0.2;
    }
  }
  const marks = plain.match(accents)?.length ?? 0;
  return { french: french + Math.min(marks * 0.4, 4), english };
}

/** The language of a message: its text, else its subject, else what the listener speaks. */
export function languageOf(text: string, subject: string, fallback: Language): Language {
  const body = weighLanguage(text);
  if (body.strength >= 1.5) return body.language;
  const both = weighLanguage(`${text} ${subject}`);
  return both.strength >= 0.8 ? both.language : fallback;
}

/** The language of one paragraph: it switches only on good evidence. */
export function languageOfParagraph(text: string, message: Language): Language {
  const { language, strength } = weighLanguage(text);
  if (language === message) return message;
  const words = text.split(/\s+/u).length;
  return strength >= Math.max(1, Math.min(2.5, words * 0.16)) ? language : message;
}
