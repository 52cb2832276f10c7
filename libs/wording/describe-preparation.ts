import type { Language, PreparationKind } from '@mail-access/contracts';
import { preparationSentences as english } from './en-CA/preparation-sentences.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { preparationSentences as french } from './fr-CA/preparation-sentences.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** Says what to do at a provider. A kind without a sentence does not compile. */
export type PreparationSentences = Record<PreparationKind, (providerName: string) => string>;

/** What a subscriber does at the provider before connecting the mailbox: whole sentences, plain text, no address. */
export function describePreparation(
  kind: PreparationKind,
  language: Language,
  { providerName }: { providerName: string },
): string {
  return language === 'fr-CA' ? typesetFrench(french[kind](providerName)) : typesetEnglish(english[kind](providerName));
}
