import type { Language } from '@mail-access/contracts';

const french = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
  'vingt',
];
const english = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];
const frenchFirst: Readonly<Record<number, string>> = {
  4: 'quatrième',
  5: 'cinquième',
  9: 'neuvième',
  11: 'onzième',
  12: 'douzième',
  13: 'treizième',
  14: 'quatorzième',
  15: 'quinzième',
  16: 'seizième',
};
const englishFirst: Readonly<Record<number, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  5: 'fifth',
  8: 'eighth',
  9: 'ninth',
  12: 'twelfth',
  20: 'twentieth',
};

/** A count up to twenty in words, beyond in digits; feminine in French where it counts something feminine. */
export function countInWords(count: number, language: Language, feminine = false): string {
  if (count === 1 && language === 'fr-CA') return feminine ? 'une' : 'un';
  return (language === 'fr-CA' ? french : english)[count] ?? String(count);
}

/** "premier", "deuxième", "first"; null beyond twenty. */
export function ordinalInWords(position: number, language: Language, feminine = false): string | null {
  if (!Number.isInteger(position) || position < 1 || position > 20) return null;
  if (language === 'fr-CA') {
    if (position === 1) return feminine ? 'première' : 'premier';
    return frenchFirst[position] ?? `${french[position] ?? ''}ième`;
  }
  return englishFirst[position] ?? `${english[position] ?? ''}th`;
}
