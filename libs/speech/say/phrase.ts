import type { SpokenPhrase } from '../spoken-mail.js';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as character data of XML 1.0; what XML cannot carry is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '',
    )
    .replace(/[&<>"]/gu, (sign) => escapes[sign] ?? sign);

/** Words that are said as they are written. */
export const plain = (text: string): SpokenPhrase => ({ text, ssml: escapeXml(text) });

/** Written `text` for who reads the plain text, said as `alias` by who speaks SSML (SSML 1.1, 3.1.11). */
export const substitute = (text: string, alias: string): SpokenPhrase =>
  text === alias ? plain(text) : { text, ssml: `<sub alias="${escapeXml(alias)}">${escapeXml(text)}</sub>` };

/** Sign by sign. `text` has a space between the signs; speech engines know `characters` (W3C note on say-as, 2005). */
export function spelled(signs: string): SpokenPhrase {
  const text = Array.from(signs).join(' ');
  return { text, ssml: `<say-as interpret-as="characters">${escapeXml(signs)}</say-as>` };
}

export function join(phrases: readonly SpokenPhrase[], between: string): SpokenPhrase {
  return {
    text: phrases.map(({ text }) => text).join(between),
    ssml: phrases.map(({ ssml }) => ssml).join(escapeXml(between)),
  };
}
