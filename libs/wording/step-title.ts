import type { ConnectionSettings, Language, StepId } from '@mail-access/contracts';
import { stepTitles as englishTitles } from './en-CA/step-titles.js';
import { typeset as typesetEnglish } from './en-CA/typeset.js';
import { stepTitles as frenchTitles } from './fr-CA/step-titles.js';
import { typeset as typesetFrench } from './fr-CA/typeset.js';

/** What of the settings a title may name. */
export interface TitleContext {
  readonly incomingProtocol?: 'imap' | 'pop3' | undefined;
  readonly method?: ConnectionSettings['method'] | undefined;
}

/** Makes a title of what it may name. */
export type StepTitle = (context: { readonly protocol: string | undefined; readonly typed: boolean }) => string;

/** The title of a step, as an instruction without a period: "Joindre le serveur de réception". */
export function stepTitle(step: StepId, language: Language, context: TitleContext = {}): string {
  const said = { protocol: context.incomingProtocol?.toUpperCase(), typed: context.method === 'manual' };
  return language === 'fr-CA' ? typesetFrench(frenchTitles[step](said)) : typesetEnglish(englishTitles[step](said));
}
