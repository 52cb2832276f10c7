import { HostedProvider, languages } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { loadProviders, shippedProviders } from '../providers/load-providers.js';
import { renderProvider } from './render-provider.js';

const providers = loadProviders(shippedProviders);
const render = (id: string, language: 'fr-CA' | 'en-CA' = 'en-CA'): HostedProvider => {
  const provider = providers.find((one) => one.id === id);
  if (provider === undefined) throw new Error(`there is no ${id}`);
  return renderProvider(provider, language);
};

describe('renderProvider', () => {
  it.each(languages)('tells every provider as the contract wants it, in %s', (language) => {
    for (const provider of providers) HostedProvider.parse(renderProvider(provider, language));
  });

  it('says what to prepare, with the page for it', () => {
    expect(render('yahoo')).toMatchObject({
      methods: ['imap', 'pop3'],
      signIn: 'app-password',
      preparation: [{ kind: 'create-app-password', link: 'https://help.yahoo.com/kb/SLN15241.html' }],
    });
    expect(render('yahoo', 'fr-CA').preparation[0]?.text).toContain('mot de passe d’application');
  });

  it('leads to the page in the language of the subscriber where there are two', () => {
    expect(render('icloud', 'fr-CA').helpLinks).toEqual(['https://support.apple.com/fr-ca/102525']);
    expect(render('icloud').helpLinks).toEqual(['https://support.apple.com/en-ca/102525']);
  });

  it('says of a provider without an open protocol that it has none, and what else can be done', () => {
    const proton = render('proton');
    expect(proton).toMatchObject({ methods: [], signIn: 'none', preparation: [] });
    expect(proton.unsupported?.message).toContain('Proton Mail');
    expect(render('yahoo').unsupported).toBeUndefined();
  });

  it('names no protocol where signing in is the only way', () => {
    expect(render('google')).toMatchObject({ methods: [], signIn: 'google' });
  });
});
