import { speakMail } from '@mail-access/speech';
import { readCorpus } from '@mail-access/speech/corpus';
import { convert } from 'html-to-text';
import type { PreparedScenario, Scenario } from './scenario.js';

const spoken = 'HTML spoken';
const rounds = 40;

/** The mails of the corpus that have HTML: said in full, against laid out as text and nothing more. */
const scenario: Scenario = {
  title: 'speech: spoken text, in megabytes of HTML a second, in one thread',
  ours: 'speakMail: parted, normalised, in two languages, as text and SSML',
  theirs: 'html-to-text alone',
  metrics: [{ name: spoken, unit: 'MB/s', aim: { atLeast: 0.2 } }],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const mails = readCorpus().filter(({ mail }) => mail.html !== undefined);
  const bytes = mails.reduce((sum, { mail }) => sum + Buffer.byteLength(mail.html ?? ''), 0);
  return {
    measureOurs: async () => ({
      [spoken]: rate(bytes, () => {
        for (const { mail, listener } of mails) speakMail(mail, listener);
      }),
    }),
    measureTheirs: async () => ({
      [spoken]: rate(bytes, () => {
        for (const { mail } of mails) convert(mail.html ?? '');
      }),
    }),
    close: async () => undefined,
  };
}

function rate(bytes: number, work: () => void): number {
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) work();
  return (bytes * rounds) / 1_000 / (performance.now() - startedAt);
}
