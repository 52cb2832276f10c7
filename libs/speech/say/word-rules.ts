import type { Language } from '@mail-access/contracts';
import { abbreviation, provinces } from './abbreviations.js';
import { months, weekdays } from './calendar-words.js';
import { sayCode } from './number-rules.js';
import { plain } from './phrase.js';
import { pick, rule, type Rule } from './rule.js';

const name = String.raw`(?=\s?\p{Lu})`;

const frenchDays = ['dim', 'lun', 'mar', 'mer', 'jeu', 'ven', 'sam'];
const englishDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const frenchMonths = ['janv', 'fév', 'mars', 'avr', 'mai', 'juin', 'juil', 'août', 'sept', 'oct', 'nov', 'déc'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthOf(written: string, language: Language): string | null {
  const all = language === 'fr-CA' ? frenchMonths : englishMonths;
  const index = all.findIndex((short) => written.toLowerCase().startsWith(short));
  return months[language][index] ?? null;
}

function dayOf(written: string, language: Language): string | null {
  const all = language === 'fr-CA' ? frenchDays : englishDays;
  const index = all.findIndex((short) => written.toLowerCase().startsWith(short));
  return weekdays[language][index] ?? null;
}

/** Titles, saints, days and months: abbreviations that are such only beside certain words. */
export const wordRules: readonly Rule[] = [
  rule(String.raw`(?:M|MM|Me|Mtre)\.?\s${name}`, ([all = ''], { language }) => {
    if (language !== 'fr-CA' || all === 'M ') return null;
    return plain(all.startsWith('MM') ? 'messieurs ' : /^(?:Me|Mtre)/u.test(all) ? 'maître ' : 'monsieur ');
  }),
  rule(String.raw`(?:St|Ste)([-.]\s?|\s)${name}`, ([all = '', mark = ''], { language, before }) => {
    if (language === 'fr-CA') return plain(`${all.startsWith('Ste') ? 'Sainte' : 'Saint'}${mark === '-' ? '-' : ' '}`);
    if (mark === '-') return plain(all.startsWith('Ste') ? 'Sainte-' : 'Saint-');
    return /\p{Lu}\p{L}+\s$/u.test(before) ? null : plain('Saint ');
  }),
  rule(String.raw`St\.?(?![\p{L}\d])`, (_all, { language, before }) =>
    language === 'en-CA' && /\p{L}+\s$/u.test(before) ? plain('Street') : null,
  ),
  rule(String.raw`([\p{L}]{3,5})\.?,?\s(?=\d{1,2}(?:er)?\s[\p{L}]{3})`, ([all = '', day = ''], { language }) => {
    const said = language === 'fr-CA' && /^\p{L}{3}\.?\s$/u.test(all) ? dayOf(day, language) : null;
    return said === null ? null : plain(`${said} `);
  }),
  rule(
    String.raw`(lun|mar|mer|jeu|ven|sam|dim)\.(?=\s?[-–:]|\s(?:\d|de\b|au?\b|à))`,
    ([, day = ''], { language }) => {
      const said = language === 'fr-CA' ? dayOf(day, language) : null;
      return said === null ? null : plain(said);
    },
    'iuy',
  ),
  rule(
    String.raw`(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?(?=,?\s+(?:\p{Lu}\p{L}{2,8}\.?\s\d|\d|at\b|to\b))`,
    ([, day = ''], { language }) => {
      const said = language === 'en-CA' ? dayOf(day, language) : null;
      return said === null ? null : plain(said);
    },
  ),
  rule(
    String.raw`(janv|févr?|avr|juil|sept|oct|nov|déc)\b\.?`,
    ([, month = ''], { language, before }) => {
      const said = language === 'fr-CA' && /(?:\d|premier)\s?$/u.test(before) ? monthOf(month, language) : null;
      return said === null ? null : plain(said);
    },
    'iuy',
  ),
  rule(
    String.raw`(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?=\s+\d|,?\s+\d{4})`,
    ([, month = ''], { language }) => {
      const said = language === 'en-CA' ? monthOf(month, language) : null;
      return said === null ? null : plain(said);
    },
  ),
  rule(String.raw`(?:[Nn]o\.?|[Nn][°º]|Nº)\s?(?=\d|[A-Z]{1,4}-?\d)`, (_all, { language }) =>
    plain(pick(language, 'numéro ', 'number ')),
  ),
  rule(String.raw`(QC|ON|BC|AB|MB|SK|NS|NB|PE|NL|YT|NT|NU)\b(?=\)|,?\s+[A-Z]\d[A-Z])`, ([, code = ''], { language }) =>
    plain(provinces[code]?.[language === 'fr-CA' ? 0 : 1] ?? code),
  ),
  rule(
    String.raw`(?:p\. ?ex\.|c\. ?-?à ?-?d\.|P\. ?-? ?S\.|p\. ?j\.|s\. ?v\. ?p\.|r\. ?s\. ?v\. ?p\.|e\. ?g\.|i\. ?e\.|P\. ?O\.|C\. ?P\.(?=\s\d)|N\. ?B\.|a\. ?s\. ?a\. ?p\.)`,
    ([all = ''], { language }) => {
      const said = abbreviation(all.replaceAll(' ', ''), language);
      return said === undefined ? null : plain(said);
    },
    'iuy',
  ),
  rule(
    String.raw`(?:w\/o?|b\/c|c\/o|a\/s|m\/s)(?![\p{L}\d])`,
    ([all = ''], { language }) => {
      const said = abbreviation(all, language);
      return said === undefined ? null : plain(said);
    },
    'iuy',
  ),
  rule(String.raw`#(\d[\d-]*)`, ([, number = ''], { language }) => {
    const said = number.length > 2 ? sayCode(number) : plain(number);
    const lead = pick(language, 'numéro ', 'number ');
    return { text: lead + said.text, ssml: lead + said.ssml };
  }),
  rule(String.raw`#([\p{L}][\p{L}\d_]*)`, ([, tag = ''], { language }) =>
    plain(`${pick(language, 'mot-clic', 'hashtag')} ${wordsOf(tag)}`),
  ),
  rule(String.raw`@([\p{L}][\p{L}\d_.-]*[\p{L}\d])`, ([, mention = '']) =>
    plain(wordsOf(mention.replaceAll('.', ' '))),
  ),
];

/** "MailAccess2026" in its words. */
const wordsOf = (tag: string): string =>
  tag.replace(/_+/gu, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)/gu, ' ');

/** Abbreviations that need no look beside them; the stop of the last word of a sentence is looked at again. */
export function sayAbbreviation(word: string, stop: string, language: Language): string | null {
  const dotted = stop === '.' ? abbreviation(`${word}.`, language) : undefined;
  if (dotted !== undefined) return dotted;
  const bare = /^(?:[Ee]x|[Cc]h|[Aa]v|[Mm]in|[Mm]ax|[Ee]st|[Mm]s|[Rr]e|ave|CAD|DS|PR|MS|RE|EST|MIN|MAX)$/u.test(word)
    ? undefined
    : abbreviation(word, language);
  return bare === undefined ? null : `${bare}${stop}`;
}

const shortMonths = new Set(['janv', 'févr', 'avr', 'juil', 'sept', 'oct', 'nov', 'déc']);

/** Whether a short word in small letters is more than it seems. */
export const needsLook = (word: string, language: Language): boolean =>
  word === 'no' || shortMonths.has(word) || abbreviation(word, language) !== undefined;
