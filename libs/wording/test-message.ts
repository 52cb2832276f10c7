import type { Language } from '@mail-access/contracts';
import { testMessageWords as english } from './en-CA/test-message-words.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { testMessageWords as french } from './fr-CA/test-message-words.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** What the test message says besides its fixed sentences. */
export interface TestMessageFacts {
  readonly emailAddress: string;
}

/** The sentences of one language; a paragraph an entry. */
export interface TestMessageWords {
  readonly subject: string;
  readonly paragraphs: (facts: TestMessageFacts) => readonly string[];
}

/** The contents of the message that proves a connection. `text` has CRLF line ends; `html` is a whole document without images, links or styles from elsewhere. */
export function testMessage(
  language: Language,
  facts: TestMessageFacts,
): { subject: string; text: string; html: string } {
  const words = language === 'fr-CA' ? french : english;
  const typeset = language === 'fr-CA' ? typesetFrench : typesetEnglish;
  const subject = typeset(words.subject);
  const paragraphs = words.paragraphs(facts).map(typeset);
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\r\n');
  return {
    subject,
    text: `${paragraphs.join('\r\n\r\n')}\r\n`,
    html: [
      '<!doctype html>',
      `<html lang="${language}">`,
      `<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
      `<body style="font-family: sans-serif; line-height: 1.5">\r\n${body}\r\n</body>`,
      '</html>\r\n',
    ].join('\r\n'),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
