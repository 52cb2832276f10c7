import { measureSpeech, readCorpus, type CorpusMail, type SpeechScore } from '@mail-access/speech/corpus';
import type { Report } from './scenario.js';

/** How much of what is quoted would be spoken, and how much of what is new would not. */
const report: Report = {
  title: 'speech-coverage: words of the corpus that are spoken though set aside, and new ones that are lost',
  lines,
};
export default report;

const columns = ['mails', 'as written', 'aside', 'spoken', 'new', 'lost'];

async function lines(): Promise<string[]> {
  const corpus = readCorpus();
  const kinds = [...Map.groupBy(corpus, ({ kind }) => kind)];
  return [
    `  ${'kind'.padEnd(20)}${columns.map((column) => column.padStart(11)).join('')}`,
    ...kinds.map(([kind, mails]) => row(kind, mails)),
    row('all', corpus),
    row(
      'not held back',
      corpus.filter(({ heldBack }) => !heldBack),
    ),
    row(
      'held back',
      corpus.filter(({ heldBack }) => heldBack),
    ),
  ];
}

function row(title: string, mails: readonly CorpusMail[]): string {
  const score = measureSpeech(mails);
  const cells = [score.mails, score.asExpected, score.asideWords, shareOf(score, 'wronglySpoken', 'asideWords')];
  return `  ${title.padEnd(20)}${[...cells, score.newWords, shareOf(score, 'lost', 'newWords')].map((cell) => String(cell).padStart(11)).join('')}`;
}

const shareOf = (score: SpeechScore, part: keyof SpeechScore, whole: keyof SpeechScore): string =>
  `${((100 * score[part]) / Math.max(1, score[whole])).toFixed(2)} %`;
