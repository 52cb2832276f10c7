import type { helpFrCA } from './help-fr-CA.js';

/** What stands around the help texts, in English. The texts themselves are in `@mail-access/wording/help`. */
export const helpEnCA: typeof helpFrCA = {
  pages: { guide: 'Troubleshooting guide', faq: 'Frequently asked questions' },
  leads: {
    guide: 'What each connection problem means, and what you can do.',
    faq: 'Answers to the questions that we are often asked.',
  },
  back: 'Back to e-mail access',
  navigation: 'Help pages',
  footer: 'Help',
  asideHeading: 'Need help?',
  learnMore: 'Learn more about this problem',
  search: 'Search the help',
  searchHint: 'Example: password, certificate or Gmail',
  clear: 'Clear the search',
  count: (count) => (count === 1 ? 'One topic found.' : `${count} topics found.`),
  none: (text) => `No topic matches “${text}”.`,
  noneRemedy: 'Try a shorter or more general word.',
  sections: 'On this page',
  meaning: 'What it means',
  remedy: 'What to do',
  loading: 'Loading the help…',
  failed: 'The help could not be loaded.',
};
