import type { Diagnosis, Language } from '@mail-access/contracts';
import { sentences as english } from './en-CA/sentences.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { sentences as french } from './fr-CA/sentences.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';
import { sceneOf, type DiagnosisContext, type Sentences } from './scene.js';

interface Edition {
  readonly sentences: Record<Diagnosis, Sentences>;
  readonly typeset: (sentence: string) => string;
}

const editions: Record<Language, Edition> = {
  'fr-CA': { sentences: french, typeset: typesetFrench },
  'en-CA': { sentences: english, typeset: typesetEnglish },
};

/** What happened, naming server, port and side; and what the subscriber can do about it. Whole sentences, plain text. */
export function describeDiagnosis(
  diagnosis: Diagnosis,
  language: Language,
  context: DiagnosisContext,
  now: Date = new Date(),
): { message: string; remedy: string } {
  const { sentences, typeset } = editions[language];
  const scene = sceneOf(context, now);
  return {
    message: typeset(sentences[diagnosis].message(scene)),
    remedy: typeset(sentences[diagnosis].remedy(scene)),
  };
}
