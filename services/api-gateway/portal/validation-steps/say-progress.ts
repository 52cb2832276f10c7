import type { ValidationStep } from '@mail-access/contracts';
import type { Wording } from '../wording/wording.js';

/** What of a run has been said: each step when it runs for long and when it ends, and what it found meanwhile. */
export type Said = ReadonlyMap<string, 'running' | 'ended'>;

export interface Saying {
  readonly sentence: string;
  readonly said: Said;
}

/**
 * The sentence for what is new in a run. Steps that passed since the last sentence become one; a skipped step is not
 * worth one, and of all the sources that a step asks only those that found something are. Said at most once a second, this keeps a quick run from flooding a screen reader.
 */
export function sayProgress(steps: readonly ValidationStep[], said: Said, wording: Wording): Saying {
  const words = wording.steps;
  const news = steps.map((step, index) => ({ step, number: index + 1 })).filter(({ step }) => isNews(step, said));
  const sentences: string[] = [];
  const passed = news.filter(({ step }) => step.state === 'passed');
  const [first, last] = [passed[0], passed.at(-1)];
  if (first !== undefined && last !== undefined) {
    const one = first === last;
    sentences.push(one ? words.onePassed(first.step.title) : words.manyPassed(first.number, last.number));
  }
  for (const { step } of news) {
    if (step.state === 'failed' || step.state === 'warning') {
      const asks = step.discovery?.confirmHosts !== undefined;
      const state = asks ? wording.discovery.confirm.state : words.states[step.state];
      sentences.push(words.ended(step.title, state, step.message ?? ''));
    }
    if (step.state === 'running') sentences.push(words.nowRunning(step.title));
  }
  const found = newFindings(steps, said);
  sentences.push(...found.values());
  const now = news.map(({ step }) => [step.id, step.state === 'running' ? 'running' : 'ended'] as const);
  const nowFound = [...found.keys()].map((key) => [key, 'ended'] as const);
  return { sentence: sentences.join(' '), said: new Map([...said, ...now, ...nowFound]) };
}

/** What was found since the last sentence by steps that are still looking, by a name of its own. */
function newFindings(steps: readonly ValidationStep[], said: Said): ReadonlyMap<string, string> {
  const looking = steps.filter(({ state }) => state === 'running');
  const found = looking.flatMap(({ id, discovery }) =>
    (discovery?.findings ?? [])
      .filter(({ outcome }) => outcome === 'found')
      .map(({ source, text }) => [`${id}/${source}`, text] as const),
  );
  return new Map(found.filter(([key]) => !said.has(key)));
}

function isNews({ id, state }: ValidationStep, said: Said): boolean {
  if (state === 'pending') return false;
  return said.get(id) === undefined || (state !== 'running' && said.get(id) === 'running');
}
