import { describe, expect, it } from 'vitest';
import { negotiateLanguage } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'fr-CA'],
    ['', 'fr-CA'],
    ['en', 'en-CA'],
    ['en-GB,en;q=0.9', 'en-CA'],
    ['FR-fr', 'fr-CA'],
    ['de, en;q=0.5, fr;q=0.4', 'en-CA'],
    ['en;q=0.2, fr;q=0.8', 'fr-CA'],
    ['en;q=0, de', 'fr-CA'],
    ['english', 'fr-CA'],
    ['*, en;q=0.5', 'fr-CA'],
    [',;q=;;,=', 'fr-CA'],
  ])('for Accept-Language %s is %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });
});
