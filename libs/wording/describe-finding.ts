import type { DiscoveryOutcome, FindingSource, Language } from '@mail-access/contracts';
import { findings as english } from './en-CA/findings.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { findings as french } from './fr-CA/findings.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** What a sentence about a source may name. `typed`: what the subscriber typed as the server. */
export interface FindingContext {
  readonly emailDomain: string;
  readonly typed?: string | undefined;
}

/** The sentences about sources, in one language. */
export interface FindingWords {
  readonly sources: Record<FindingSource, (context: FindingContext) => string>;
  readonly outcomes: Record<DiscoveryOutcome, string>;
}

/** Where settings were looked for, and what came of it. One whole sentence, plain text. */
export function describeFinding(
  { source, outcome }: { source: FindingSource; outcome: DiscoveryOutcome },
  language: Language,
  context: FindingContext,
): string {
  const [words, typeset] = language === 'fr-CA' ? [french, typesetFrench] : [english, typesetEnglish];
  return typeset(`${words.sources[source](context)}${words.outcomes[outcome]}`);
}
