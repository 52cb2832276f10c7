import { amount, parseAmount, sayAmount, sayMoney } from './amount.js';
import { sayDay, sayTime } from './calendar-words.js';
import { ordinalInWords } from './number-words.js';
import { plain, spelled, substitute } from './phrase.js';
import { sayTelephone } from './telephone.js';
import { units } from './units.js';
import { pick, rule, type Rule, type Surrounding } from './rule.js';

/** Behind these words a number is said digit by digit. */
const naming =
  /(?:\b(?:no|n°|nº|num[ée]ro|number|r[ée]f(?:[ée]rence)?|reference|dossier|commande|facture|invoice|order|ticket|billet|case|confirmation|suivi|tracking|code|compte|account|police|policy|client|customer|membre|member|NIP|PIN|ID|PNR|r[ée]servation|booking|contrat|contract|bon|demande|request|soumission|quote|transaction|s[ée]rie|serial|mot de passe|password|passcode|conf[ée]rence|conference|casier|permis)(?:\s(?:de|d['’]|of)\s?\p{L}+)?(?:\s(?:est|is|num[ée]ro|number|no|id))?(?:\s?:)?\s?)$/iu;

/** A year behind "contrat" is a year; behind "contrat no" it is a number. */
const numbered = /(?:n[o°º]|num[ée]ro|number)\.?\s?:?\s?$/iu;

const currency = String.raw`CA\$|US\$|C\$|CAD|USD|EUR|CDN|€|£|\$\s?(?:CA|US|CAD|USD|CDN)|\$`;

/** Letters and digits, or digits alone, that name something. */
export function sayCode(code: string): { text: string; ssml: string } {
  const groups = code.split(/[-_/. ]+/u).filter((group) => group !== '');
  const said = groups.map((group) =>
    /\d/u.test(group)
      ? spelled(group)
      : plain(group.length <= 4 && /^[A-Z]+$/u.test(group) ? Array.from(group).join(' ') : group),
  );
  return { text: said.map(({ text }) => text).join(', '), ssml: said.map(({ ssml }) => ssml).join(', ') };
}

function dated(day: number, month: number, year: string, { language }: Surrounding): ReturnType<Rule['say']> {
  if (day < 1 || day > 31 || month < 1 || month > 12) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return plain(sayDay(day, month, year === '' ? null : full, language));
}

function time(hour: number, minute: number, half: string, { language }: Surrounding): ReturnType<Rule['say']> {
  if (hour > 24 || minute > 59) return null;
  const shifted = /^p/iu.test(half) && hour < 12 ? hour + 12 : /^a/iu.test(half) && hour === 12 ? 0 : hour;
  if (language === 'en-CA' && half === '' && hour <= 12 && hour > 0)
    return plain(`${hour}:${String(minute).padStart(2, '0')}`);
  const { text, alias } = sayTime(shifted % 24, minute, language);
  return substitute(text, alias);
}

const dash = String.raw`\s?[-–—]\s?`;

export const numberRules: readonly Rule[] = [
  rule(
    String.raw`(?:\+?1[\s.-]?)?(?:\([2-9]\d{2}\)\s?|[2-9]\d{2}[\s.-]|[2-9]\d{2}(?=[2-9]\d{6}(?!\d)))\d{3}[\s.-]?\d{4}(?!\d)(?:,?\s*(?:poste|ext(?:ension)?\.?|x|p\.|#)\s?(\d{1,6})\b)?`,
    ([all = '', extension = ''], s) => sayTelephone(all, extension, s.language),
    'iuy',
  ),
  rule(String.raw`\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){2,5}(?!\d)`, ([all = ''], s) => sayTelephone(all, '', s.language)),
  rule(String.raw`\d{2,5}(?: \d{2,5}){1,4}(?![\d,.-]\d|\d)`, ([all = ''], { before }) =>
    naming.test(before) ? sayCode(all) : null,
  ),
  rule(String.raw`(\d{4})-(\d{2})-(\d{2})(?![\d-])`, ([, y = '', m, d], s) => dated(Number(d), Number(m), y, s)),
  rule(String.raw`(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/.])`, ([, a, b, y = ''], s) => {
    const [first, second] = [Number(a), Number(b)];
    const dayFirst = second <= 12 && (s.language === 'fr-CA' || first > 12);
    return dayFirst ? dated(first, second, y, s) : dated(second, first, y, s);
  }),
  rule(
    String.raw`(\d{1,2}(?::\d{2})?)\s?[-–—]\s?(?=\d{1,2}(?::\d{2})?\s?(?:a\.m\.|p\.m\.|am|pm)(?![\p{L}\d]))`,
    ([, start = ''], { language }) => plain(`${start.replace(/:00$/u, '')} ${pick(language, 'à', 'to')} `),
    'iuy',
  ),
  rule(
    String.raw`(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?(a\.m\.|p\.m\.|am|pm)(?![\p{L}\d])`,
    ([, h, m, half = ''], s) => time(Number(h), Number(m ?? 0), half, s),
    'iuy',
  ),
  rule(
    String.raw`(\d{1,2})\s?h(?:\s?(\d{2}))?(?![\p{L}\d])`,
    ([, h, m], s) => time(Number(h), Number(m ?? 0), '', { ...s, language: 'fr-CA' }),
    'iuy',
  ),
  rule(String.raw`(\d{1,2}):(\d{2})(?::\d{2})?(?![\d:])`, ([, h, m], s) => time(Number(h), Number(m), '', s)),
  rule(String.raw`(\d{3})-(\d{4})(?![\d-])`, ([all = ''], s) => sayTelephone(all, '', s.language)),
  rule(
    String.raw`(${amount})\s?([kKMGB])?\s?(${currency})(?:\s?\((CAD|USD)\))?(?![\p{L}\d])`,
    ([, value = '', scale = '', mark = '', code = ''], s) => plain(sayMoney(value, code || mark, scale, s.language)),
  ),
  rule(
    String.raw`(?:${currency})\s?(${amount})(?:\s?([kKMB])\b)?(?:\s?(CAD|USD|CA|US|CDN)\b)?`,
    ([all = '', value = '', scale = '', mark = ''], s) =>
      plain(sayMoney(value, mark || all.slice(0, all.indexOf(value)), scale, s.language)),
  ),
  rule(String.raw`(${amount})\s?%`, ([, value = ''], s) =>
    plain(`${sayAmount(parseAmount(value), s.language)} ${pick(s.language, 'pour cent', 'percent')}`),
  ),
  rule(String.raw`(\d{1,3})(?:er|re|ère|e|è|ème|ième|nd|nde|st|rd|th)(?![\p{L}\d])`, ([all = '', value], s) => {
    const feminine = /^\d+(?:re|ère|nde)$/u.test(all);
    const said = ordinalInWords(Number(value), s.language, feminine);
    return said === null ? null : plain(said);
  }),
  rule(
    String.raw`(${amount})\s?(km\/h|mi\/h|mph|m²|m2|m³|pi²|pi2|pi\.?\s?ca\.?|sq\.?\s?ft\.?|°\s?[CF]|km|cm|mm|kg|mg|ml|mL|Go|Mo|Ko|ko|To|GB|MB|KB|TB|lbs?|oz|po|min|sec|hrs?|kWh|kW|L|g|m)(?![\p{L}\d²³/])`,
    ([, value = '', unit = ''], s) => {
      const said = units(unit, s.language, value === '1');
      return said === null ? null : plain(`${sayAmount(parseAmount(value), s.language)} ${said}`);
    },
  ),
  rule('24\\s?/\\s?7(?!\\d)', (_all, s) =>
    plain(pick(s.language, '24 heures sur 24, 7 jours sur 7', '24 hours a day, 7 days a week')),
  ),
  rule(String.raw`([1-9])\/([1-9]\d?)(?![\d/])`, ([, a = '', b = ''], s) => plain(fraction(`${a}/${b}`, s))),
  rule(String.raw`(\d{1,4})${dash}(\d{1,4})(?![\d-]|[.,]\d{3})`, ([all = '', a, b], s) => {
    if (naming.test(s.before)) return sayCode(all);
    if (Number(a) < Number(b)) return plain(`${a} ${pick(s.language, 'à', 'to')} ${b}`);
    return /\s/u.test(all) ? null : sayCode(all);
  }),
  rule(String.raw`(?=[\p{L}\d-]*\d)[A-Z\d]+(?:[-_][A-Z\d]+)*(?![\p{L}\d])`, ([code = ''], s) => codeOrNothing(code, s)),
  rule(String.raw`(?=\p{L}*\d)[\p{L}\d]{5,}(?![\p{L}\d])`, ([code = ''], { before }) =>
    naming.test(before) && /\p{Lu}/u.test(code) ? sayCode(code) : null,
  ),
  rule(`(${amount})(?![\\p{L}\\d])`, ([value = ''], s) => plain(sayAmount(parseAmount(value), s.language))),
];

function fraction(written: string, { language }: Surrounding): string {
  const known: Readonly<Record<string, readonly [string, string]>> = {
    '1/2': ['un demi', 'one half'],
    '1/4': ['un quart', 'one quarter'],
    '3/4': ['trois quarts', 'three quarters'],
    '1/3': ['un tiers', 'one third'],
    '2/3': ['deux tiers', 'two thirds'],
  };
  const [above = '', below = ''] = written.split('/');
  return known[written]?.[language === 'fr-CA' ? 0 : 1] ?? `${above} ${pick(language, 'sur', 'out of')} ${below}`;
}

/** Digit by digit: what is named as a number of something, a long run of digits, and letters mixed with digits. */
function codeOrNothing(code: string, { before }: Surrounding): ReturnType<Rule['say']> {
  const digits = code.replace(/\D/gu, '').length;
  const mixed = /[A-Z]/u.test(code);
  const signs = code.replace(/[-_]/gu, '').length;
  if (mixed)
    return (signs >= 6 && digits >= 2) || (naming.test(before) && digits >= 2) || digits >= 4 ? sayCode(code) : null;
  if (naming.test(before) && digits >= 3 && !(/^(?:19|20)\d{2}$/u.test(code) && !numbered.test(before)))
    return sayCode(code);
  return digits >= 7 || (code.includes('-') && digits >= 6) ? sayCode(code) : null;
}
