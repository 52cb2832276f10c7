import type { Diagnosis, Language } from '@mail-access/contracts';
import { editionOf } from './edition.js';
import { sceneOf, type DiagnosisContext } from './scene.js';

/**
 * What happened, naming server, port and side; and what the subscriber can do about it. Whole sentences, plain text. `now`
 * is when they are read.
 */
export function describeDiagnosis(
  diagnosis: Diagnosis,
  language: Language,
  context: DiagnosisContext,
  now: Date = new Date(),
): { message: string; remedy: string } {
  const { sentences, typeset } = editionOf(language);
  const scene = sceneOf(context, now);
  return {
    message: typeset(sentences[diagnosis].message(scene)),
    remedy: typeset(sentences[diagnosis].remedy(scene)),
  };
}
