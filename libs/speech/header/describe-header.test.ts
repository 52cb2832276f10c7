import { describe, expect, it } from 'vitest';
import type { Listener, MailParty } from '../mail-to-speak.js';
import { sentencesOf } from '../sentences/sentences.js';
import { cleanSubject } from './clean-subject.js';
import { describeHeader } from './describe-header.js';
import { spokenName } from './spoken-name.js';

const french: Listener = { language: 'fr-CA', timeZone: 'America/Toronto', now: new Date('2026-11-22T15:00:00-05:00') };
const received = (date: string, listener: Listener = french): string =>
  describeHeader(
    { date: new Date(date), to: [], cc: [], attachments: [], facts: {}, from: { name: 'Marie' } },
    listener,
    'fr-CA',
  ).phrases[1]?.text ?? '';

describe('when a mail was received', () => {
  it.each([
    ['2026-11-22T14:10:00-05:00', "reçu aujourd'hui à 14 h 10"],
    ['2026-11-22T00:00:00-05:00', "reçu aujourd'hui à minuit"],
    ['2026-11-21T23:59:00-05:00', 'reçu hier à 23 h 59'],
    ['2026-11-17T09:05:00-05:00', 'reçu mardi dernier à 9 h 05'],
    ['2026-11-15T12:00:00-05:00', 'reçu le 15 novembre à midi'],
    ['2026-03-03T08:00:00-05:00', 'reçu le 3 mars à 8 h'],
    ['2025-12-01T08:00:00-05:00', 'reçu le premier décembre 2025 à 8 h'],
  ])('%s is "%s"', (date, said) => {
    expect(received(date)).toBe(said);
  });

  it('is in the zone of the listener', () => {
    expect(received('2026-11-22T03:30:00Z')).toBe('reçu hier à 22 h 30');
    expect(received('2026-11-22T03:30:00Z', { ...french, timeZone: 'Europe/Paris' })).toBe("reçu aujourd'hui à 4 h 30");
  });

  it('counts the days of 23 and 25 hours as one', () => {
    const afterSpring: Listener = { ...french, now: new Date('2026-03-09T00:30:00-04:00') };
    expect(received('2026-03-08T00:30:00-05:00', afterSpring)).toBe('reçu hier à 0 h 30');
    const afterAutumn: Listener = { ...french, now: new Date('2026-11-02T00:10:00-05:00') };
    expect(received('2026-11-01T00:10:00-04:00', afterAutumn)).toBe('reçu hier à 0 h 10');
  });

  it('is said in English too', () => {
    const english: Listener = { ...french, language: 'en-CA' };
    expect(received('2026-11-21T14:10:00-05:00', english)).toBe('received yesterday at 2:10 p.m.');
    expect(received('2026-11-17T09:00:00-05:00', english)).toBe('received last Tuesday at 9 a.m.');
    expect(received('2026-03-03T12:00:00-05:00', english)).toBe('received on March 3 at noon');
  });
});

describe('a name', () => {
  it.each<[MailParty, string]>([
    [{ name: 'TREMBLAY, Marie (Montréal)' }, 'Marie Tremblay'],
    [{ name: '"Tremblay, Marie"' }, 'Marie Tremblay'],
    [{ name: 'Marie Tremblay, CPA' }, 'Marie Tremblay'],
    [{ name: 'JEAN-FRANÇOIS ROY' }, 'Jean-François Roy'],
    [{ name: 'Acme, Inc.' }, 'Acme, Inc.'],
    [{ name: 'Roy, Côté et associés' }, 'Roy, Côté et associés'],
    [{ name: 'Marie Tremblay via Liste' }, 'Marie Tremblay'],
    [{ name: 'CRTC' }, 'CRTC'],
    [{ name: 'marie@exemple.ca', address: 'marie@exemple.ca' }, 'marie, chez exemple.ca'],
    [{ address: 'marie.tremblay@exemple.ca' }, 'Marie Tremblay, chez exemple.ca'],
    [{ address: 'no-reply@banque.exemple' }, "l'adresse automatique de banque.exemple"],
    [{}, ''],
  ])('%j is "%s"', (party, said) => {
    expect(spokenName(party, sentencesOf('fr-CA'))).toBe(said);
  });
});

describe('a subject', () => {
  it.each([
    ['Re: RE: Tr : Budget', false, { text: 'Budget', reply: true, forwarded: true, list: '' }],
    ['[dev] Re: [dev] Plan', true, { text: 'Plan', reply: true, forwarded: false, list: 'dev' }],
    ['[Rappel] Assemblée', false, { text: '[Rappel] Assemblée', reply: false, forwarded: false, list: '' }],
    ['RE : [EXTERNE] Soumission', false, { text: 'Soumission', reply: true, forwarded: false, list: '' }],
    ['Retour: le chalet', false, { text: 'Retour: le chalet', reply: false, forwarded: false, list: '' }],
    ['', false, { text: '', reply: false, forwarded: false, list: '' }],
  ])('%j is cleaned', (raw, isList, cleaned) => {
    expect(cleanSubject(raw, isList)).toEqual(cleaned);
  });
});
