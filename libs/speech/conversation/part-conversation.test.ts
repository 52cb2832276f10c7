import { describe, expect, it } from 'vitest';
import { readPlain } from '../body/read-plain.js';
import { partConversation } from './part-conversation.js';

/** The lines that are taken for new, without empty ones. */
const newLinesOf = (plain: string): string[] =>
  partConversation(readPlain(plain, {}).lines, { senderName: 'John Smith', forwarded: false })
    .new.map(({ text }) => text)
    .filter((text) => text !== '');

describe('what looks like something else and is new', () => {
  it.each([
    ['a sentence that quotes a report', ['As Mark wrote in his report of 2026-11-02:', 'Sales are up.', 'John']],
    [
      'fields that are the matter',
      ['Update the label:', 'From: Warehouse A', 'To: Warehouse B', 'Subject: Pallets', 'Print it.'],
    ],
    ['an opinion of an unsubscribe page', ['Hi,', 'The unsubscribe page is broken, can you fix it?', 'John']],
    [
      'a confidential document',
      ['The document is confidential, it was sent to you by mistake, so delete the old copy.', 'John'],
    ],
    [
      'telephone numbers of others',
      ['The numbers:', 'Paul Roy : 514-555-0101', 'Anne Côté : 514-555-0102', 'Call them.'],
    ],
    ['a line in a drawing', ['Part one.', 'Part two.']],
    ['a line from mbox', ['From Monday on we are closed.']],
  ])('%s', (_name, lines) => {
    expect(newLinesOf(lines.join('\n\n'))).toEqual(lines);
  });

  it('a postscript below a signature', () => {
    const text = 'The plan.\n\nRegards,\n\nJohn Smith\nArchitect\n514 555-0123\n\nP.S. Bring the key.';
    expect(newLinesOf(text)).toEqual(['The plan.', 'Regards,', 'John Smith', 'P.S. Bring the key.']);
  });
});

describe('what introduces a quotation', () => {
  it.each([
    'Le 3 mars 2026 à 10:12, Marie <m@x.ca> a écrit :',
    'On Tue, Mar 3, 2026 at 10:12 AM Marie <m@x.ca> wrote:',
    'Am 17.11.2026 um 10:00 schrieb Marie Roy:',
    'El 17 nov 2026, a las 10:00, Marie <m@x.ca> escribió:',
    '2026-03-03 10:12 GMT-05:00 Marie <m@x.ca>:',
    '-----Message d’origine-----',
    '----- Original Message -----',
    'De : Marie\nEnvoyé : 3 mars 2026\nÀ : Paul\nObjet : Plan',
    '*From:* Marie <m@x.ca>\n*Sent:* March 3, 2026\n*To:* Paul\n*Subject:* Plan',
    'From: Marie\nDate: Tuesday, 3 March 2026\nTo: Paul\nSubject: Plan',
    'De : Marie Envoyé : 3 mars 2026 À : Paul Objet : Plan',
    'Marie Roy ---2026-03-03 10:12:00---Plan',
  ])('%j', (frame) => {
    expect(newLinesOf(`Agreed.\n\n${frame}\n\nThe old text.`)).toEqual(['Agreed.']);
  });
});
