/** UTF-8 that was read as Latin-1 or Windows-1252: "Ã©" for "é", "â€™" for "’". */
const misread = /[ÃÂâ][\u0080-\u00BF€™œžšŸ‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜›]/gu;
/** Nobody writes this sign before one of those. */
const certainlyMisread = /Ã[\u0080-\u00BF]/u;
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
/** Soft hyphens, zero-width signs, direction marks, variation selectors of text, byte order marks, combining joiners. */
const invisible =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
/** Controls except tab and line feed. */
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

/** The text without what has no sound, its line ends as line feeds, and a wrong reading of its charset undone. */
export function repairText(text: string): string {
  const repaired = certainlyMisread.test(text) || (text.match(misread)?.length ?? 0) >= 2 ? rereadAsUtf8(text) : text;
  return repaired
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(invisible, '')
    .replace(controls, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/gu, ' ');
}

/** The bytes that were misread, read again; the text as it is when they are no UTF-8 after all. */
function rereadAsUtf8(text: string): string {
  return text
    .replace(/Ã(?:\u00A0| (?= ))/gu, 'à')
    .replace(/[\u0080-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}/gu, (run) => {
      const bytes = Uint8Array.from(run, (sign) => byteOf(sign));
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        return run;
      }
    });
}

function byteOf(sign: string): number {
  const code = sign.charCodeAt(0);
  if (code < 0x100) return code;
  return 0x80 + windows1252.indexOf(sign);
}

/** How many signs were lost on the way (U+FFFD), as a share of the text. */
export function shareLost(text: string): number {
  if (text.length === 0) return 0;
  return (text.split('\uFFFD').length - 1) / text.length;
}
