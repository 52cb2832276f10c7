import { diagnoses, languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { helpTopics, type HelpTopics } from './help-topics.js';

const entriesOf = ({ guide, faq }: HelpTopics) => [...guide.sections.flatMap(({ topics }) => topics), ...faq];

function textsOf(help: HelpTopics): string[] {
  const topics = help.guide.sections.flatMap((section) => section.topics);
  return [...topics.flatMap(({ meaning, remedy }) => [meaning, remedy]), ...help.faq.flatMap(({ answer }) => answer)];
}

describe.each(languages)('the help in %s', (language) => {
  const help = helpTopics(language);

  it('explains every diagnosis under its own name', () => {
    const ids = help.guide.sections.flatMap(({ topics }) => topics.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining([...diagnoses]));
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('asks each question once, as a subscriber would', () => {
    const questions = entriesOf(help).map(({ question }) => question);
    expect(questions).toEqual([...new Set(questions)]);
    for (const question of questions) expect(question).toMatch(/^\p{Lu}[^'"]{10,100}[^\s.]\?$/u);
  });

  it('is whole sentences, set as the language wants', () => {
    for (const text of textsOf(help)) {
      expect(text).toMatch(/^\p{Lu}.+[^.\s]\.$/su);
      expect(text).not.toMatch(/undefined|NaN|\[object|\s\s|'|"|\.\.| [:»]|« /);
      if (language === 'fr-CA') expect(text).not.toMatch(/[“”]|\b(?:e-?mails?|login|password|click)\b/i);
      else expect(text).not.toMatch(/[«»\u00A0]/);
    }
  });

  it('says nothing twice', () => {
    const topics = help.guide.sections.flatMap((section) => section.topics);
    const said = topics.map(({ meaning, remedy }) => `${meaning} ${remedy}`);
    expect(said).toEqual([...new Set(said)]);
  });

  it('speaks of no side where it speaks of both, and gives the ports of all protocols there', () => {
    const topic = help.guide.sections.flatMap(({ topics }) => topics).find(({ id }) => id === 'connection-refused');
    expect(topic?.meaning).not.toMatch(/réception|envoi|incoming|outgoing/);
    expect(topic?.remedy).toMatch(/993.*995.*465/);
  });

  it('has links over https only, each named', () => {
    for (const { links = [] } of entriesOf(help)) {
      for (const { href, text } of links) {
        expect(href).toMatch(/^https:\/\/[\w./?=&%-]+$/);
        expect(text.length).toBeGreaterThan(8);
      }
    }
  });

  it('tells what providers want, with their pages', () => {
    const providers = help.guide.sections.find(({ id }) => id === 'providers')?.topics ?? [];
    const google = providers.find(({ id }) => id === 'provider-google');
    expect(google?.links?.map(({ href }) => href)).toContain('https://support.google.com/accounts/answer/185833');
    expect(providers.length).toBeGreaterThan(12);
  });

  it('answers at least twenty questions', () => {
    expect(help.faq.length).toBeGreaterThanOrEqual(20);
    expect(help.faq.map(({ id }) => id)).toEqual([...new Set(help.faq.map(({ id }) => id))]);
  });
});

it('has the same topics, in the same order, in every language', () => {
  const [french, english] = languages.map((language) => entriesOf(helpTopics(language)).map(({ id }) => id));
  expect(french).toEqual(english);
});
