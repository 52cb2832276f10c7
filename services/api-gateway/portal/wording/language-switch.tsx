import type { Language } from '@mail-access/contracts';
import { useLanguage } from './wording.js';

const names: readonly (readonly [Language, string])[] = [
  ['fr-CA', 'Français'],
  ['en-CA', 'English'],
];

/** Each language is named in itself, and marked as such for screen readers. */
export function LanguageSwitch() {
  const { language, wording, choose } = useLanguage();
  return (
    <div role="group" aria-label={wording.languageSwitch} className="language-switch">
      {names.map(([tag, name]) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={language === tag}
          className="language"
          onClick={() => choose(tag)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
