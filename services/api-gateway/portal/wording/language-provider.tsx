import type { Language } from '@mail-access/contracts';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type HelpPlace, helpPath } from '../help/help-place.js';
import { stayAt } from '../page/address.js';
import { languageAtStart, rememberedLanguage, rememberLanguage } from './chosen-language.js';
import { LanguageContext, wordings } from './wording.js';

interface LanguageProviderProps {
  /** The language of the subscriber's account, as the token says it. */
  readonly locale: string | null;
  /** A page of the help, whose address says a language; null: the mailbox, whose address does not. */
  readonly place: HelpPlace | null;
  readonly children: ReactNode;
}

/** Gives the page its language, and tells the document. */
export function LanguageProvider({ locale, place, children }: LanguageProviderProps) {
  const [chosen, setChosen] = useState(rememberedLanguage);
  const language = place?.language ?? languageAtStart(chosen, locale);
  const wording = wordings[language];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    // Whoever reads the help in a language goes on in it.
    if (place !== null) setChosen(place.language);
  }, [place]);
  const choose = useCallback(
    (next: Language) => {
      rememberLanguage(next);
      setChosen(next);
      if (place !== null) stayAt(helpPath(next, place.page, place.topic));
    },
    [place],
  );
  const value = useMemo(() => ({ language, wording, choose }), [language, wording, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
