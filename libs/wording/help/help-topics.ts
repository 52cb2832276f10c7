import type { Language } from '@mail-access/contracts';
import { faq as englishFaq } from '../en-CA/faq.js';
import { helpWords as englishWords } from '../en-CA/help-words.js';
import { typeset as typesetEnglish } from '../en-CA/typeset.js';
import { faq as frenchFaq } from '../fr-CA/faq.js';
import { helpWords as frenchWords } from '../fr-CA/help-words.js';
import { typeset as typesetFrench } from '../fr-CA/typeset.js';
import { guideSections, type GuideSection } from './guide-sections.js';
import type { HelpLink } from './help-words.js';

/** One question, with its answer in paragraphs. `id` is the same in every language. */
export interface FaqEntry {
  readonly id: string;
  readonly question: string;
  readonly answer: readonly string[];
  readonly links?: readonly HelpLink[];
}

/** What the two pages of help say: whole sentences, plain text. */
export interface HelpTopics {
  /** Each thing that can go wrong; the topic of a diagnosis has its name as `id`. */
  readonly guide: { readonly sections: readonly GuideSection[] };
  readonly faq: readonly FaqEntry[];
}

/** The troubleshooting guide and the questions that subscribers ask, in one language. Loads in a browser. */
export function helpTopics(language: Language): HelpTopics {
  const [words, faq, typeset] =
    language === 'fr-CA' ? [frenchWords, frenchFaq, typesetFrench] : [englishWords, englishFaq, typesetEnglish];
  return {
    guide: { sections: guideSections(language, words) },
    faq: faq.map(({ id, question, answer, links }) => ({
      id,
      question: typeset(question),
      answer: answer.map(typeset),
      ...(links !== undefined && { links: links.map(({ text, href }) => ({ text: typeset(text), href })) }),
    })),
  };
}

export type { GuideSection, GuideTopic } from './guide-sections.js';
export type { HelpLink } from './help-words.js';
