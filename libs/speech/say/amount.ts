import type { Language } from '@mail-access/contracts';

/** A number as written: its digits before and after the decimal sign. */
export interface Amount {
  readonly whole: string;
  readonly fraction: string;
}

/** A number with thousands set apart by spaces, commas, points or apostrophes, decimals behind a comma or point. */
export const amount =
  /\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?(?!\d|,\d)|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,3})?(?!\d)|\d+(?:[.,]\d+)?/u
    .source;

/** Three digits behind a lone comma or point are thousands in English behind a comma, else decimals. */
export function parseAmount(written: string): Amount {
  const bare = written.replace(/[ \u00A0\u202F']/gu, '');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  if (last < 0) return { whole: bare, fraction: '' };
  const sign = bare[last] ?? '';
  const tail = bare.slice(last + 1);
  const isThousands = tail.length === 3 && (bare.indexOf(sign) !== last || (sign === ',' && last <= 3));
  if (isThousands) return { whole: bare.replace(/[.,]/gu, ''), fraction: '' };
  return { whole: bare.slice(0, last).replace(/[.,]/gu, ''), fraction: tail };
}

/** Digits that a speech engine reads as one number: nothing between thousands, the language's decimal sign. */
export function sayAmount({ whole, fraction }: Amount, language: Language): string {
  return fraction === '' ? whole : `${whole}${language === 'fr-CA' ? ',' : '.'}${fraction}`;
}

interface Currency {
  readonly french: readonly [one: string, many: string];
  readonly english: readonly [one: string, many: string];
}

const currencies: Readonly<Record<string, Currency>> = {
  $: { french: ['dollar', 'dollars'], english: ['dollar', 'dollars'] },
  CAD: { french: ['dollar canadien', 'dollars canadiens'], english: ['Canadian dollar', 'Canadian dollars'] },
  USD: { french: ['dollar américain', 'dollars américains'], english: ['US dollar', 'US dollars'] },
  EUR: { french: ['euro', 'euros'], english: ['euro', 'euros'] },
  GBP: { french: ['livre', 'livres'], english: ['pound', 'pounds'] },
};
const codes: readonly (readonly [RegExp, string])[] = [
  [/CA|C\$|CDN/iu, 'CAD'],
  [/US/iu, 'USD'],
  [/€|EUR/iu, 'EUR'],
  [/£|GBP/iu, 'GBP'],
];
const scales: Readonly<Record<string, readonly [french: string, english: string]>> = {
  k: ['mille', 'thousand'],
  m: ['millions', 'million'],
  g: ['milliards', 'billion'],
};

/** "1234 dollars et 56 cents". `mark` is the currency as written, `scale` k, M, G or B before or behind it. */
export function sayMoney(written: string, mark: string, scale: string, language: Language): string {
  const value = parseAmount(written);
  const code = codes.find(([pattern]) => pattern.test(mark))?.[1] ?? '$';
  const french = language === 'fr-CA';
  const names = currencies[code] ?? currencies['$'];
  const [one, many] = (french ? names?.french : names?.english) ?? ['', ''];
  const factor = scales[scale.toLowerCase() === 'b' ? 'g' : scale.toLowerCase()];
  if (factor !== undefined) {
    const said = sayAmount(value, language);
    return french
      ? `${said} ${factor[0]} ${factor[0] === 'mille' ? '' : 'de '}${many}`
      : `${said} ${factor[1]} ${many}`;
  }
  const isOne = value.whole === '1' || (french && value.whole === '0');
  const whole = `${value.whole} ${isOne ? one : many}`;
  const cents = value.fraction.padEnd(2, '0').slice(0, 2);
  if (value.fraction === '' || Number(cents) === 0) return whole;
  const unit = Number(cents) === 1 ? 'cent' : 'cents';
  if (Number(value.whole) === 0) return `${Number(cents)} ${unit}`;
  return `${whole} ${french ? 'et' : 'and'} ${Number(cents)} ${unit}`;
}
