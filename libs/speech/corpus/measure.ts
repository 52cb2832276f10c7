import { speakMail } from '../speak-mail.js';
import type { CorpusMail } from './read-corpus.js';

/** How much was said that should not have been, and how much was not. Words. */
export interface SpeechScore {
  readonly mails: number;
  readonly asExpected: number;
  readonly asideWords: number;
  readonly wronglySpoken: number;
  readonly newWords: number;
  readonly lost: number;
}

const nothing: SpeechScore = { mails: 0, asExpected: 0, asideWords: 0, wronglySpoken: 0, newWords: 0, lost: 0 };

/** The sums over mails of the corpus. */
export function measureSpeech(mails: readonly CorpusMail[]): SpeechScore {
  return mails.map(scoreOf).reduce((sum, one) => {
    const keys = Object.keys(nothing) as (keyof SpeechScore)[];
    return Object.fromEntries(keys.map((key) => [key, sum[key] + one[key]])) as unknown as SpeechScore;
  }, nothing);
}

function scoreOf({ mail, listener, expected, newText, asideText }: CorpusMail): SpeechScore {
  const spoken = speakMail(mail, listener);
  const said = countsOf(spoken.paragraphs.map(({ text }) => text).join('\n'));
  const wanted = countsOf(newText);
  const aside = countsOf(asideText);
  const surplus = [...said].map(([word, count]) => [word, count - (wanted.get(word) ?? 0)] as const);
  return {
    mails: 1,
    asExpected: spoken.text === expected ? 1 : 0,
    asideWords: sum(aside.values()),
    // A word counts when it stands more often in what was said than in what was to be said, and is one of those set aside.
    wronglySpoken: sum(surplus.map(([word, more]) => Math.min(Math.max(0, more), aside.get(word) ?? 0))),
    newWords: sum(wanted.values()),
    lost: sum([...wanted].map(([word, count]) => Math.max(0, count - (said.get(word) ?? 0)))),
  };
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);
