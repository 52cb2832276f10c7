// RFC 2047: words of other character sets in header fields. RFC 6532: fields in UTF-8 as they are.
import { decodeReply } from '@mail-access/driver-spec';

const encodedWord = /=\?([^?*\s]+)(?:\*[^?]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** Unknown character sets leave the word as it was written. */
export function decodeHeader(field: Uint8Array): string {
  // Space between two encoded words belongs to neither (section 6.2).
  const joined = decodeReply(field).replaceAll(/(\?=)\s+(?==\?)/g, '$1');
  return joined.replaceAll(encodedWord, (word: string, charset: string, encoding: string, text: string) => {
    try {
      return new TextDecoder(charset).decode(
        encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : unquote(text),
      );
    } catch {
      return word;
    }
  });
}

function unquote(text: string): Buffer {
  const octets = text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1');
}
