import type { Language } from '@mail-access/contracts';
import type { SpokenPhrase } from '../spoken-mail.js';
import { plain, spelled, substitute } from './phrase.js';
import { pick, rule, type Rule } from './rule.js';

const tlds =
  'com|ca|org|net|fr|info|io|gov|edu|co|quebec|app|dev|biz|be|uk|us|eu|ch|de|me|tv|ai|store|shop|test|example|cloud|online|site|page';
const extensions =
  'pdf|docx?|xlsx?|pptx?|odt|ods|csv|txt|rtf|zip|rar|7z|jpe?g|png|gif|tiff?|heic|svg|mp3|mp4|wav|m4a|mov|avi|ics|vcf|eml|msg|html?|xml|json|pages|numbers|key|dwg|psd|ai|exe';

/** "marie.tremblay@exemple.ca" as one says it: the signs by their names. */
export function sayAddress(address: string, language: Language): string {
  const at = pick(language, ' arobas ', ' at ');
  return saySigns(address.toLowerCase().replace('@', at), language);
}

/** A host, or the part before the @. */
export const saySigns = (text: string, language: Language): string =>
  text
    .replaceAll('.', pick(language, ' point ', ' dot '))
    .replaceAll('_', pick(language, ' trait de soulignement ', ' underscore '))
    .replaceAll('-', pick(language, ' tiret ', ' dash '))
    .replaceAll('+', pick(language, ' plus ', ' plus '))
    .replace(/\s+/gu, ' ')
    .trim();

/** A host reads as it is written; a voice is told its points. */
export const sayHost = (host: string, language: Language): SpokenPhrase => substitute(host, saySigns(host, language));

/** "rapport_final-v2.pdf": its words, then the ending. */
export function sayFileName(name: string, language: Language): string {
  const [, base = name, extension = ''] = /^(.*?)(?:\.([\p{L}\d]{1,5}))?$/u.exec(name) ?? [];
  const words = base
    .replace(/[_\-.+()]+/gu, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return extension === '' ? words : `${words}${pick(language, ' point ', ' dot ')}${extension.toUpperCase()}`;
}

function sayLink(url: string, language: Language): SpokenPhrase {
  const host = /^(?:https?:\/\/)?(?:www\d?\.)?([^/?#:\s]+)/iu.exec(url)?.[1]?.toLowerCase() ?? url;
  const lead = pick(language, 'lien vers ', 'link to ');
  const said = sayHost(host, language);
  return { text: lead + said.text, ssml: lead + said.ssml };
}

/** The stop at the end of a sentence is none of the address. */
const address = String.raw`[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)\]'’]`;

export const addressRules: readonly Rule[] = [
  rule(String.raw`(?:https?:\/\/|www\.)${address}`, ([url = ''], { language }) => sayLink(url, language), 'iuy'),
  rule(String.raw`[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d-]+(?:\.[\p{L}\d-]*[\p{L}\d])+`, ([mail = ''], { language }) =>
    plain(sayAddress(mail, language)),
  ),
  rule(
    String.raw`[\p{L}\d][\p{L}\d_.()+-]{0,100}\.(?:${extensions})(?![\p{L}\d@.]\w)`,
    ([name = ''], { language }) => (/^www\.|@/iu.test(name) ? null : plain(sayFileName(name, language))),
    'iuy',
  ),
  rule(
    String.raw`(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+(?:${tlds})(?:\/${address}|\/)?(?![\p{L}\d@])`,
    ([host = ''], { language }) =>
      host.includes('/') ? sayLink(host, language) : sayHost(host.toLowerCase(), language),
    'iuy',
  ),
  rule(String.raw`([A-CEGHJ-NPR-TVXY]\d[A-Z])[ -]?(\d[A-Z]\d)(?![\p{L}\d])`, ([, first = '', second = '']) => {
    const [left, right] = [spelled(first), spelled(second)];
    return { text: `${left.text}, ${right.text}`, ssml: `${left.ssml}, ${right.ssml}` };
  }),
];
