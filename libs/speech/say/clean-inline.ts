import { describeLink, hostOf } from '../html/inline.js';
import type { Sentences } from '../sentences/sentences.js';

/**
 * What programs leave in plain text: "[image: Logo]", "[cid:…]", "word <https://…>", "*bold*", "a@b.ca<mailto:a@b.ca>", and
 * signs that are repeated for effect.
 */
export function cleanInline(text: string, sentences: Sentences): string {
  let clean = text;
  if (clean.includes('['))
    clean = clean
      .replace(/\[(?:cid|image001)[^\]]{0,120}\]/giu, ' ')
      .replace(/\[(?:image|inline image|photo)\s?:\s?([^\]]{0,200})\]/giu, (_all, alt: string) =>
        imageOf(alt, sentences),
      );
  if (clean.includes('<')) clean = links(clean, sentences);
  return clean
    .replace(/&amp;/gu, '&')
    .replace(/&{2,}/gu, '&')
    .replace(/(?<![\p{L}\d*_])([*_]{1,2})(?=\S)([^*_]{1,200}?)(?<=\S)\1(?![\p{L}\d*_])/gu, '$2')
    .replace(/([!?])[!?\s]*(?=[!?])/gu, (run) => (run.includes('?') ? '?' : '!'))
    .replace(/([!?])\1+/gu, '$1')
    .replace(/!\?|\?!/gu, '?')
    .replace(/\.{2,}/gu, '…')
    .replace(/([,;:])\1+/gu, '$1')
    .replace(/\s*(?:[-=~_*#•·]\s?){4,}\s*/gu, ' ')
    .replace(/\s*[|│¦]\s*/gu, ', ')
    .replace(/[“”«»„]\s?|\s?(?=»)/gu, (sign) => (/[“”„]/u.test(sign) ? '"' : sign))
    .replace(/\s{2,}/gu, ' ')
    .trim();
}

const imageOf = (alt: string, sentences: Sentences): string =>
  alt.trim() === '' || /\.(?:png|jpe?g|gif)$/iu.test(alt.trim()) ? ' ' : ` ${sentences.image(alt.trim())} `;

/** Outlook writes "word<https://…>", Gmail "word <https://…>". */
function links(text: string, sentences: Sentences): string {
  return text
    .replace(/(?<=[\p{L}"])\s<([^<>@\s]{1,80}@[^<>\s]{1,120})>/gu, ', $1')
    .replace(/\s?<(?:mailto|tel):[^<>]{1,300}>/giu, '')
    .replace(
      /([^\s<>]+(?: [^\s<>]+){0,5})?(\s?)<(https?:\/\/[^<>\s]{1,3000})>/giu,
      (_all, words: string | undefined, _space: string, url: string) => {
        const host = hostOf(url);
        if (host === null) return words ?? '';
        return words === undefined ? sentences.link(host) : describeLink(words, host, '', sentences);
      },
    );
}
