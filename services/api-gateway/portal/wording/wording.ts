import type { Language } from '@mail-access/contracts';
import { createContext, useContext } from 'react';
import { enCA } from './en-CA.js';
import { frCA } from './fr-CA.js';

/** Every text of the page. French is written first; another language has exactly the same keys. */
export type Wording = typeof frCA;

export const wordings: Readonly<Record<Language, Wording>> = { 'fr-CA': frCA, 'en-CA': enCA };

export interface LanguageChoice {
  readonly language: Language;
  readonly wording: Wording;
  readonly choose: (language: Language) => void;
}

export const LanguageContext = createContext<LanguageChoice>({
  language: 'fr-CA',
  wording: frCA,
  choose: () => undefined,
});

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

export function useWording(): Wording {
  return useContext(LanguageContext).wording;
}
