import type { Language } from '@mail-access/contracts';
import type { SpokenPhrase } from '../spoken-mail.js';

/** What a rule sees beside its match. */
export interface Surrounding {
  readonly language: Language;
  /** What has been said so far, its end. */
  readonly before: string;
  /** What is written behind the match. */
  readonly after: string;
}

/** Something written that is said in another way. `null`: this is not it after all. */
export interface Rule {
  /** Sticky: it is tried at the beginning of a word. */
  readonly pattern: RegExp;
  readonly say: (match: readonly string[], surrounding: Surrounding) => SpokenPhrase | null;
}

export const rule = (source: string, say: Rule['say'], flags = 'uy'): Rule => ({
  pattern: new RegExp(source, flags),
  say,
});

/** The word of the language that is spoken. */
export const pick = (language: Language, french: string, english: string): string =>
  language === 'fr-CA' ? french : english;
