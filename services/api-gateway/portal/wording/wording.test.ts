import { expect, it } from 'vitest';
import { languageAtStart } from './chosen-language.js';
import { enCA } from './en-CA.js';
import { frCA } from './fr-CA.js';

/** Every sentence of a language by its path. */
function sentences(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}/${key}`));
}

it('says the same things in both languages', () => {
  expect(sentences(enCA).map(([path]) => path)).toEqual(sentences(frCA).map(([path]) => path));
});

it.each(sentences(frCA))('%s is set as French of Canada: %s', (_, sentence) => {
  expect(sentence).not.toMatch(/ :|« | »| [;!?]|'/);
});

it.each(sentences(enCA))('%s is set as English: %s', (_, sentence) => {
  expect(sentence).not.toMatch(/ [:;!?]|'|"/);
});

it.each(sentences(enCA))('%s calls the assistant what the glossary and the gateway call it: %s', (_, sentence) => {
  expect(sentence).not.toMatch(/virtual assistant/i);
});

it.each([
  [null, null, 'fr-CA'],
  [null, 'en-CA', 'en-CA'],
  ['fr-CA', 'en-CA', 'fr-CA'],
  ['en-CA', 'fr-CA', 'en-CA'],
  [null, 'de', 'fr-CA'],
])('remembered %j and account %j give %s', (remembered, locale, language) => {
  expect(languageAtStart(remembered, locale)).toBe(language);
});
