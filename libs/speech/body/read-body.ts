import { readHtml } from '../html/html-lines.js';
import type { MailToSpeak } from '../mail-to-speak.js';
import type { Sentences } from '../sentences/sentences.js';
import type { Line } from './line.js';
import { readPlain } from './read-plain.js';

/** The lines of a mail's body, and whether they are only its beginning. */
export interface ReadBody {
  readonly lines: readonly Line[];
  readonly truncated: boolean;
}

/** A plain part that only says "your program cannot show HTML" is none. */
const stub =
  /^.{0,200}\b(?:does not support html|ne (?:supporte|prend) pas (?:en charge )?(?:le )?html|html (?:e-?mail|version|format)|view (?:this|it) in (?:an )?html|version html)\b.{0,300}$/isu;

/** The HTML where there is one, because its markup says what is quoted; else the plain text. */
export function readBody({ html = '', plain = '', flowed, delSp }: MailToSpeak, sentences: Sentences): ReadBody {
  const text = plain.trim() === '' || (html !== '' && stub.test(plain.trim())) ? '' : plain;
  if (html.trim() !== '') {
    const read = readHtml(html, sentences);
    if (read.lines.some((line) => line.text !== '')) return read;
  }
  if (/^\s*(?:<!doctype html|<html|<body)\b/iu.test(text)) return readHtml(text, sentences);
  return readPlain(withoutArmour(text), {
    ...(flowed === undefined ? {} : { flowed }),
    ...(delSp === undefined ? {} : { delSp }),
  });
}

/** RFC 9580, 7: the frame of a text that is signed in clear. */
function withoutArmour(text: string): string {
  if (!text.includes('-----BEGIN PGP SIGNED MESSAGE-----')) return text;
  return text
    .replace(/-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[A-Za-z]+: .*\r?\n)*/u, '')
    .replace(/-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:-----END PGP SIGNATURE-----|$)/u, '')
    .replace(/^- (?=-)/gmu, '');
}
