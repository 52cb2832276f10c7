import type { Language } from '@mail-access/contracts';
import type { WrittenParagraph } from '../body/to-paragraphs.js';
import { languageOfParagraph } from '../language/detect-language.js';
import { sentencesOf, type Sentences } from '../sentences/sentences.js';
import type { SpokenParagraph, SpokenPhrase } from '../spoken-mail.js';
import { cleanInline } from './clean-inline.js';
import { ordinalInWords } from './number-words.js';
import { sayText } from './say-text.js';

const bullet = /^(?:[-*+•·◦▪▫■□●○–—✓✔☑➢➤►▶→⇒»]\uFE0F?\s+)+/u;
const numbered = /^\(?(\d{1,2})[.)]\s+(?=\S)/u;
const ended = /[.!?:;,…]["»”)]?$/u;

/** A paragraph in its own language, item after item and line after line, each as a sentence. */
export function sayParagraph(paragraph: WrittenParagraph, message: Language): SpokenParagraph | null {
  const language = languageOfParagraph(paragraph.lines.join(' '), message);
  const sentences = sentencesOf(language);
  const several = paragraph.lines.length > 1;
  const said = paragraph.lines
    .map((line) => sayLine(line, language, sentences, several))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (said.length === 0) return null;
  return {
    text: said.map(({ text }) => text).join(' '),
    ssml: said.map(({ ssml }) => `<s>${ssml}</s>`).join(''),
    language,
  };
}

function sayLine(line: string, language: Language, sentences: Sentences, several: boolean): SpokenPhrase {
  const position = numbered.exec(line);
  const text = cleanInline(line.replace(position === null ? bullet : numbered, ''), sentences);
  const said = sayText(text, language);
  const ordinal = position === null ? null : ordinalInWords(Number(position[1]), language);
  const lead = ordinal === null ? (position === null ? '' : `${position[1] ?? ''}: `) : sentences.point(ordinal);
  const stop = ended.test(said.text) || !(several || line !== text) ? '' : '.';
  return { text: lead + said.text + stop, ssml: lead + said.ssml + stop };
}
