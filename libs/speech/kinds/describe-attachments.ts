import type { Listener, MailAttachment } from '../mail-to-speak.js';
import { sayFileName } from '../say/address-rules.js';
import { voiced } from '../say/voiced.js';
import { sentencesOf } from '../sentences/sentences.js';
import type { SpokenPhrase } from '../spoken-mail.js';

/** Signatures, keys, calendar parts and pictures of signatures are no attachments to a listener. */
const technical =
  /pkcs7-(?:signature|mime)|pgp-signature|pgp-encrypted|pgp-keys|delivery-status|disposition-notification|rfc822-headers|text\/calendar|application\/ics|ms-tnef/u;
const decoration =
  /^(?:image\d{3}|outlook-[\w-]+|logo|icon|facebook|linkedin|twitter|instagram|spacer)\.(?:png|jpe?g|gif)$/iu;
const mostNamed = 5;

/** "Deux pièces jointes : rapport 2026 point PDF, document PDF, trois mégaoctets ; …"; null when there are none. */
export function describeAttachments(
  attachments: readonly MailAttachment[],
  { language }: Listener,
): SpokenPhrase | null {
  const told = attachments.filter(
    ({ contentType, filename, size }) =>
      !technical.test(contentType) && !(decoration.test(filename ?? '') && size < 60_000),
  );
  if (told.length === 0) return null;
  const sentences = sentencesOf(language);
  const described = told.map(({ filename, contentType, size, durationSeconds, pages }, index) => {
    if (index >= mostNamed) return '';
    const details = [
      durationSeconds === undefined ? '' : sentences.duration(durationSeconds),
      pages === undefined ? '' : sentences.pages(pages),
      size >= 1_000_000 ? sentences.bytes(size) : '',
    ];
    return sentences.attachment(
      kindOf(contentType, filename, language),
      filename === undefined ? '' : sayFileName(filename, language),
      details,
    );
  });
  return voiced(sentences.attachments(described).replace(/(?:\s?;\s)+\./u, '.'), language);
}

/** By the media type; by the name where the type says "bytes". */
function kindOf(contentType: string, filename: string | undefined, language: Listener['language']): string {
  const { attachmentKind } = sentencesOf(language);
  const ending = filename?.split('.').at(-1)?.toLowerCase() ?? '';
  return attachmentKind(contentType) || attachmentKind(byEnding[ending] ?? '');
}

const byEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/msword',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.ms-excel',
  csv: 'text/csv',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.ms-powerpoint',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  zip: 'application/zip',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  eml: 'message/rfc822',
  msg: 'message/rfc822',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
};
