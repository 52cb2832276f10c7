import { DiscoveryOutcome, FindingSource, languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { describeFinding } from './index.js';

const context = { emailDomain: 'exemple.com', typed: 'https://courriel.exemple.com/owa' };

describe.each(languages)('a finding in %s', (language) => {
  it.each(FindingSource.options)('of %s is one whole sentence for each outcome, all different', (source) => {
    const said = DiscoveryOutcome.options.map((outcome) => describeFinding({ source, outcome }, language, context));
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) {
      expect(sentence).toMatch(/^\p{Lu}.+[^.\s]\.$/u);
      expect(sentence).not.toMatch(/undefined|\s\s|'|"| [:»]|« /);
      expect(sentence).toContain('exemple.com');
      expect(sentence.length).toBeLessThan(170);
    }
  });

  it('reads well when nothing was typed', () => {
    const sentence = describeFinding({ source: 'typed-address', outcome: 'found' }, language, {
      emailDomain: 'exemple.com',
    });
    expect(sentence).toBe(
      language === 'fr-CA'
        ? 'Adresse entrée\u00A0: un serveur Exchange y répond.'
        : 'Address entered: an Exchange server answers there.',
    );
  });
});

it('cuts an address that was pasted with everything behind it', () => {
  const typed = `https://courriel.exemple.com/owa?${'x'.repeat(2_000)}`;
  for (const language of languages) {
    const sentence = describeFinding({ source: 'typed-address', outcome: 'invalid' }, language, { ...context, typed });
    expect(sentence).toContain('https://courriel.exemple.com/owa');
    expect(sentence.length).toBeLessThan(200);
  }
});

it('says it in words that a subscriber knows', () => {
  expect(describeFinding({ source: 'mx', outcome: 'found' }, 'fr-CA', context)).toBe(
    'Serveurs qui reçoivent les courriels de «\u00A0exemple.com\u00A0» (enregistrements MX)\u00A0: ce sont ceux d’un fournisseur reconnu.',
  );
  expect(describeFinding({ source: 'srv', outcome: 'not-offered' }, 'en-CA', context)).toBe(
    'E-mail services that “exemple.com” announces (SRV records): the domain says that it offers neither IMAP nor POP3.',
  );
});
