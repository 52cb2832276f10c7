import type { Language } from '@mail-access/contracts';
import type { SpokenPhrase } from '../spoken-mail.js';
import { escapeXml } from './phrase.js';
import { pick } from './rule.js';

/** A telephone number in groups, digit by digit: "5 1 4, 5 5 5, 0 1 2 3". */
export function sayTelephone(written: string, extension: string, language: Language): SpokenPhrase {
  const number = extension === '' ? written : written.slice(0, written.search(/,?\s*(?:poste|ext|x|p\.|#)/iu));
  const digits = number.replace(/\D/gu, '');
  const groups = groupsOf(digits, number);
  const said = groups.map((group) => Array.from(group).join(' ')).join(', ');
  const plus = number.trim().startsWith('+') && !digits.startsWith('1') ? 'plus ' : '';
  const written2 = groups.join('-');
  const tail = extension === '' ? '' : `, ${pick(language, 'poste', 'extension')} ${Array.from(extension).join(' ')}`;
  return {
    text: `${plus}${said}${tail}`,
    ssml: `${plus}<say-as interpret-as="telephone">${escapeXml(written2)}</say-as>${tail}`,
  };
}

/** North American numbers as they are said; others as they are written. */
function groupsOf(digits: string, written: string): string[] {
  if (digits.length === 7) return [digits.slice(0, 3), digits.slice(3)];
  if (digits.length === 10) return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  if (digits.length === 11 && digits.startsWith('1'))
    return ['1', digits.slice(1, 4), digits.slice(4, 7), digits.slice(7)];
  const groups = written.split(/\D+/u).filter((group) => group !== '');
  return groups.length > 1 ? groups : (digits.match(/\d{1,3}/gu) ?? []);
}
