import { diagnoses, languages } from '@mail-access/contracts';
import { type HelpTopics, helpTopics } from '@mail-access/wording/help';
import { describe, expect, it } from 'vitest';
import { searchHelp, sectionsOf } from './help-sections.js';

const topics: HelpTopics = {
  guide: {
    sections: [
      {
        id: 'secure',
        title: 'Le chiffrement',
        topics: [
          {
            id: 'certificate-expired',
            question: 'Le certificat est expiré',
            meaning: 'Sa date est passée.',
            remedy: 'Attendez.',
          },
          {
            id: 'tls-too-old',
            question: 'Le chiffrement est trop ancien',
            meaning: 'TLS 1.0.',
            remedy: 'Demandez un nouveau certificat.',
          },
        ],
      },
    ],
  },
  faq: [{ id: 'cost', question: 'Combien ça coûte?', answer: ['Rien de plus.', 'Le certificat est compris.'] }],
};
const found = (query: string, page: 'guide' | 'faq' = 'guide') => searchHelp(topics, page, query).map(({ id }) => id);

describe('a search', () => {
  it('finds every word in questions and answers of both pages, those of a question first', () => {
    expect(found('certificat')).toEqual(['certificate-expired', 'tls-too-old', 'cost']);
    expect(found('CERTIFICAT nouveau')).toEqual(['tls-too-old']);
    expect(found('certificat', 'faq')).toEqual(['certificate-expired', 'cost', 'tls-too-old']);
  });

  it.each([
    ['coute', ['cost']],
    ['expire', ['certificate-expired']],
    ['tls 1.0', ['tls-too-old']],
    ['volcan', []],
  ])('%j finds %j, accents and punctuation aside', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });
});

it('has one section without a title for the questions, and those of the guide with theirs', () => {
  expect(sectionsOf(topics, 'faq')).toMatchObject([{ title: null, entries: [{ id: 'cost', links: [] }] }]);
  expect(sectionsOf(topics, 'guide').map(({ title }) => title)).toEqual(['Le chiffrement']);
});

describe.each(languages)('the help in %s', (language) => {
  const entries = (['guide', 'faq'] as const)
    .flatMap((page) => sectionsOf(helpTopics(language), page))
    .flatMap((section) => section.entries);

  it('has the topic to which each diagnosis leads, and the question about found servers', () => {
    const ids = entries.filter(({ page }) => page === 'guide').map(({ id }) => id);
    expect([...diagnoses, 'servers-to-confirm'].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('calls no two topics of a page the same', () => {
    const names = entries.map(({ page, id }) => `${page}#${id}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
