import type { Language } from '@mail-access/contracts';

export type HelpPage = 'guide' | 'faq';
export const helpPages: readonly HelpPage[] = ['guide', 'faq'];

/** A page of the help, as its address says it. */
export interface HelpPlace {
  readonly page: HelpPage;
  readonly language: Language;
  /** The id of the topic to open; null: none. */
  readonly topic: string | null;
}

const paths: Readonly<Record<Language, Readonly<Record<HelpPage, string>>>> = {
  'fr-CA': { guide: '/aide/depannage', faq: '/aide/faq' },
  'en-CA': { guide: '/help/troubleshooting', faq: '/help/faq' },
};

/** Addresses that somebody may type: they lead to the guide. */
const shortened: Readonly<Record<string, Language>> = { '/aide': 'fr-CA', '/help': 'en-CA' };

export function helpPath(language: Language, page: HelpPage, topic: string | null = null): string {
  return paths[language][page] + (topic === null ? '' : `#${encodeURIComponent(topic)}`);
}

/** The help page at an address, or null for the address of the mailbox. A topic has the same id in both languages. */
export function helpPlaceOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): HelpPlace | null {
  const path = pathname.replace(/\/+$/, '');
  const topic = hash.length > 1 ? decoded(hash.slice(1)) : null;
  const guide = Object.hasOwn(shortened, path) ? shortened[path] : undefined;
  if (guide !== undefined) return { page: 'guide', language: guide, topic };
  for (const language of languagesOfHelp) {
    for (const page of helpPages) if (paths[language][page] === path) return { page, language, topic };
  }
  return null;
}

const languagesOfHelp = Object.keys(paths) as Language[];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
