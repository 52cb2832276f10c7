import type { Language } from '@mail-access/contracts';

/** A paragraph of the document: fragments of SSML, in a language of its own. */
export interface SsmlParagraph {
  readonly ssml: string;
  readonly language: Language;
}

/** One document of SSML 1.1 (W3C Recommendation, 7 September 2010): a `p` a paragraph, with its language where it differs. */
export function ssmlDocument(paragraphs: readonly SsmlParagraph[], language: Language): string {
  const body = paragraphs.map((one) =>
    one.language === language ? `<p>${one.ssml}</p>` : `<p xml:lang="${one.language}">${one.ssml}</p>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${language}">${body.join('')}</speak>`;
}
