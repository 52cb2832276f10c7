import type { Language } from '@mail-access/contracts';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { languageAtStart, rememberedLanguage, rememberLanguage } from './chosen-language.js';
import { LanguageContext, wordings } from './wording.js';

interface LanguageProviderProps {
  /** The language of the subscriber's account, as the token says it. */
  readonly locale: string | null;
  readonly children: ReactNode;
}

/** Gives the page its language, and tells the document: `lang` and title. */
export function LanguageProvider({ locale, children }: LanguageProviderProps) {
  const [chosen, setChosen] = useState(rememberedLanguage);
  const language = languageAtStart(chosen, locale);
  const wording = wordings[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = wording.title;
  }, [language, wording]);
  const choose = useCallback((next: Language) => {
    rememberLanguage(next);
    setChosen(next);
  }, []);
  const value = useMemo(() => ({ language, wording, choose }), [language, wording, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
