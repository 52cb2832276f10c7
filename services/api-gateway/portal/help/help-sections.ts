import type { HelpTopics } from '@mail-access/wording/help';
import { foldText } from '../page/fold-text.js';
import type { HelpPage } from './help-place.js';

/** One question of the help, wherever it stands. */
export interface HelpEntry {
  readonly page: HelpPage;
  readonly id: string;
  readonly question: string;
  /** Of the guide: what it means, and what to do. Of a frequent question: its answer, in paragraphs. */
  readonly text: { readonly meaning: string; readonly remedy: string } | { readonly answer: readonly string[] };
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

export interface HelpSection {
  readonly id: string;
  /** Null: the page has only this one. */
  readonly title: string | null;
  readonly entries: readonly HelpEntry[];
}

/** The sections of a page. */
export function sectionsOf({ guide, faq }: HelpTopics, page: HelpPage): readonly HelpSection[] {
  if (page === 'faq') {
    const entries = faq.map(({ id, question, answer, links = [] }) => ({
      page,
      id,
      question,
      text: { answer },
      links,
    }));
    return [{ id: 'faq', title: null, entries }];
  }
  return guide.sections.map(({ id, title, topics }) => ({
    id,
    title,
    entries: topics.map(({ id: topic, question, meaning, remedy, links = [] }) => ({
      ...{ page, id: topic, question, links },
      text: { meaning, remedy },
    })),
  }));
}

/** What of both pages has every word of `query`, those first whose question has them; the page that is shown, first. */
export function searchHelp(topics: HelpTopics, page: HelpPage, query: string): readonly HelpEntry[] {
  const words = foldText(query).split(' ');
  const other: HelpPage = page === 'guide' ? 'faq' : 'guide';
  const entries = [page, other].flatMap((each) => sectionsOf(topics, each)).flatMap((section) => section.entries);
  const has = (text: string) => {
    const folded = foldText(text);
    return words.every((word) => folded.includes(word));
  };
  const inQuestion = entries.filter(({ question }) => has(question));
  return [...inQuestion, ...entries.filter((entry) => !inQuestion.includes(entry) && has(textOf(entry)))];
}

function textOf({ question, text }: HelpEntry): string {
  return [question, ...('answer' in text ? text.answer : [text.meaning, text.remedy])].join(' ');
}
