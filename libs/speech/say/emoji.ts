import type { Language } from '@mail-access/contracts';
import names from './emoji-names.json' with { type: 'json' };

/**
 * Names of emoji, French and English: Unicode CLDR annotations as published by emojibase-data 17 (Unicode License v3, MIT).
 */
const byEmoji = names as unknown as Readonly<Record<string, readonly [string, string]>>;

/** One picture with its variation, skin tone, joined pictures, flags of two letters and keycaps. */
export const emoji =
  /(?:\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic}|[\u{E0020}-\u{E007F}])*)/u;

/** What an emoji shows; null for those without a name, and for signs that are text (©, ®, ™, arrows). */
export function nameEmoji(sign: string, language: Language): string | null {
  if (/^[©®™↔-↪⌚⌛〰〽]/u.test(sign)) return null;
  const bare = sign.replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, '');
  const found = byEmoji[bare] ?? byEmoji[Array.from(bare)[0] ?? ''];
  return found === undefined ? null : found[language === 'fr-CA' ? 0 : 1].replace(/\s*:\s*/gu, ' ');
}

const smileys: readonly (readonly [RegExp, string, string])[] = [
  [/^[:=][-o^]?[)D\]]+$|^\^[_.]?\^$/u, 'sourire', 'smile'],
  [/^[;][-'o^]?[)D\]]$/u, "clin d'œil", 'wink'],
  [/^[:=][-'o^]?[(\[]$/u, 'triste', 'sad face'],
  [/^[:=][-'o^]?[Pp]$/u, 'langue tirée', 'tongue out'],
];

/** ":-)" and its like. */
export function nameSmiley(signs: string, language: Language): string | null {
  if (/^<3+$/u.test(signs)) return language === 'fr-CA' ? 'cœur' : 'heart';
  const found = smileys.find(([pattern]) => pattern.test(signs));
  return found === undefined ? null : found[language === 'fr-CA' ? 1 : 2];
}
