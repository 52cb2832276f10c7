import type { Language } from '@mail-access/contracts';

const ours: readonly (readonly [prefix: string, language: Language])[] = [
  ['fr', 'fr-CA'],
  ['en', 'en-CA'],
];

interface Wish {
  readonly range: string;
  readonly quality: number;
}

function wishes(header: string): Wish[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { range, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((wish) => wish.quality > 0);
}

/**
 * The language of an answer by `Accept-Language` (RFC 9110 §12.5.4): any French is answered in fr-CA, any English in
 * en-CA, everything else in fr-CA.
 */
export function negotiateLanguage(header: string | undefined): Language {
  const byQuality = wishes(header ?? '').toSorted((one, other) => other.quality - one.quality);
  for (const { range } of byQuality) {
    if (range === '*') return 'fr-CA';
    const match = ours.find(([prefix]) => range === prefix || range.startsWith(`${prefix}-`));
    if (match !== undefined) return match[1];
  }
  return 'fr-CA';
}
