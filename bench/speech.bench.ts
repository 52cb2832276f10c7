import { speakMail, type Listener, type MailToSpeak } from '@mail-access/speech';
import { readCorpus } from '@mail-access/speech/corpus';
import { convert } from 'html-to-text';
import type { Measurement, PreparedScenario, Scenario } from './scenario.js';

const [short, long] = ['short mails', 'newsletter of 60 KB'];
const rounds = 20;

/** Said in full, against laid out as text and nothing more: the other side neither parts nor normalises. */
const scenario: Scenario = {
  title: 'speech: megabytes of HTML a second made ready to be spoken, in one thread',
  ours: 'speakMail: parted, normalised, in two languages, as text and SSML',
  theirs: 'html-to-text alone',
  metrics: [
    { name: short, unit: 'MB/s', aim: { atLeast: 0.2 } },
    { name: long, unit: 'MB/s', aim: { atLeast: 0.2 } },
  ],
  prepare,
};
export default scenario;

async function prepare(): Promise<PreparedScenario> {
  const corpus = readCorpus().filter(({ mail }) => mail.html !== undefined);
  const listener: Listener = { language: 'fr-CA', timeZone: 'America/Toronto', now: new Date() };
  const shorts = corpus.map(({ mail }) => mail);
  const longs = [newsletter()];
  const both = (work: (mail: MailToSpeak) => unknown): Measurement => ({
    [short]: rate(shorts, work),
    [long]: rate(longs, work),
  });
  return {
    measureOurs: async () => both((mail) => speakMail(mail, listener)),
    measureTheirs: async () => both((mail) => convert(mail.html ?? '')),
    close: async () => undefined,
  };
}

function rate(mails: readonly MailToSpeak[], work: (mail: MailToSpeak) => unknown): number {
  const bytes = mails.reduce((sum, { html = '' }) => sum + Buffer.byteLength(html), 0);
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const mail of mails) work(mail);
  return (bytes * rounds) / 1_000 / (performance.now() - startedAt);
}

/** As a mailing service writes them: nested tables, a style on every element, pictures and tracked links. */
function newsletter(): MailToSpeak {
  const font = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:24px;color:#333333';
  const cell = `style="padding:10px 20px;${font};text-align:left;mso-line-height-rule:exactly"`;
  const link = `https://click.exemple/f/a/${'Zm9v'.repeat(30)}`;
  const section = (number: number): string =>
    `<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><tr><td ${cell}>` +
    `<img src="https://img.exemple/${number}.png" width="560" alt="Photo ${number}" style="display:block;border:0"><h2 style="${font}">Atelier ${number}</h2>` +
    `<p style="${font}">Le samedi ${number} décembre de 9 h à 12 h, 25,00 $ par personne. <a href="${link}" style="${font}">Inscription</a></p></td></tr></table>`;
  const sections = Array.from({ length: 55 }, (_none, index) => section(index + 1)).join('\n');
  return {
    ...{ to: [], cc: [], attachments: [], facts: { listUnsubscribe: true } },
    html: `<html><head><style>.x{display:none}</style></head><body><div class="x">Aperçu</div>${sections}<p>Se désabonner</p></body></html>`,
  };
}
