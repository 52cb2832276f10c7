import type { Diagnosis, Language } from '@mail-access/contracts';
import type { Notices } from './describe-notice.js';
import type { PreparationSentences } from './describe-preparation.js';
import { notices as englishNotices } from './en-CA/notices.js';
import { preparationSentences as englishPreparation } from './en-CA/preparation-sentences.js';
import { sentences as englishSentences } from './en-CA/sentences.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { notices as frenchNotices } from './fr-CA/notices.js';
import { preparationSentences as frenchPreparation } from './fr-CA/preparation-sentences.js';
import { sentences as frenchSentences } from './fr-CA/sentences.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';
import type { Sentences } from './scene.js';

/** The sentences of one language, and how that language sets them. */
export interface Edition {
  readonly sentences: Record<Diagnosis, Sentences>;
  readonly notices: Notices;
  readonly preparation: PreparationSentences;
  readonly typeset: (sentence: string) => string;
}

const editions: Record<Language, Edition> = {
  'fr-CA': {
    sentences: frenchSentences,
    notices: frenchNotices,
    preparation: frenchPreparation,
    typeset: typesetFrench,
  },
  'en-CA': {
    sentences: englishSentences,
    notices: englishNotices,
    preparation: englishPreparation,
    typeset: typesetEnglish,
  },
};

export function editionOf(language: Language): Edition {
  return editions[language];
}
