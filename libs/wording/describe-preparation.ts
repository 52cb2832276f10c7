import type { Language, PreparationKind } from '@mail-access/contracts';
import { editionOf } from './edition.js';

/** Says what to do at a provider. A kind without a sentence does not compile. */
export type PreparationSentences = Record<PreparationKind, (providerName: string) => string>;

/** What a subscriber does at the provider before connecting the mailbox: whole sentences, plain text, no address. */
export function describePreparation(
  kind: PreparationKind,
  language: Language,
  { providerName }: { providerName: string },
): string {
  const { preparation, typeset } = editionOf(language);
  return typeset(preparation[kind](providerName));
}
