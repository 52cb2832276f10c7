import type { Language } from '@mail-access/contracts';

const key = 'mail-access.language';

/** French unless the subscriber chose English here before, or their account says so. */
export function languageAtStart(remembered: string | null, locale: string | null): Language {
  const wish = remembered ?? locale ?? '';
  return /^en\b/i.test(wish) ? 'en-CA' : 'fr-CA';
}

export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is closed in some privacy settings: the choice then lasts for this page.
    return null;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // As above.
  }
}
