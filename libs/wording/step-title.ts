import type { Language, StepId } from '@mail-access/contracts';
import { stepTitles as englishTitles } from './en-CA/step-titles.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { stepTitles as frenchTitles } from './fr-CA/step-titles.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** What of the settings a title may name. */
export interface TitleContext {
  readonly incomingProtocol?: 'imap' | 'pop3' | undefined;
}

/** The title of a step, as an instruction without a period: "Joindre le serveur de réception". */
export function stepTitle(step: StepId, language: Language, context: TitleContext = {}): string {
  const protocol = context.incomingProtocol?.toUpperCase();
  return language === 'fr-CA'
    ? typesetFrench(frenchTitles[step](protocol))
    : typesetEnglish(englishTitles[step](protocol));
}
