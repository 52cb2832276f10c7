import { languages, preparationKinds } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { describeDiagnosis } from './describe-diagnosis.js';
import { describePreparation } from './describe-preparation.js';

describe.each(languages)('in %s', (language) => {
  it.each(preparationKinds)('%s is a whole sentence, set as the language wants it', (kind) => {
    const text = describePreparation(kind, language, { providerName: 'Courriel inc' });
    expect(text).toMatch(/^\p{Lu}.*\.$/su);
    expect(text).not.toMatch(/undefined|\s\s|'|"|https?:/);
    if (!kind.startsWith('sign-in-with-')) expect(text).toContain('Courriel inc');
  });

  it('a provider without an open protocol is named', () => {
    const { message } = describeDiagnosis('provider-unsupported', language, {
      step: 'find-settings',
      providerName: 'Proton Mail',
    });
    expect(message).toMatch(/^Proton Mail .*IMAP/);
  });

  it.each(['google', 'microsoft'] as const)('a mailbox at %s is led to its sign-in', (signIn) => {
    const { message, remedy } = describeDiagnosis('oauth-required', language, { step: 'find-settings', signIn });
    const company = signIn === 'google' ? 'Google' : 'Microsoft';
    expect(message).toContain(company);
    expect(remedy).toContain(company);
    expect(remedy).not.toMatch(/undefined|\s\s|'|"/);
    if (signIn === 'google') expect(remedy).toContain('https://support.google.com/accounts/answer/185833');
  });
});
