import { describe, expect, it } from 'vitest';
import { usableServers } from '../find-settings/usable-servers.js';
import { loadProviders, shippedProviders } from './load-providers.js';
import { ProviderCatalogue } from './provider-catalogue.js';

const providers = loadProviders(shippedProviders);
const catalogue = new ProviderCatalogue(providers);
const names = (search: string): string[] => catalogue.search(search).map(({ name }) => name);

describe('the shipped providers', () => {
  it('fit their schemas, and no two share an id or a domain of their own', () => {
    expect(providers.length).toBeGreaterThan(170);
    const domains = providers.flatMap((provider) => provider.domains);
    expect(domains.filter((domain, index) => domains.indexOf(domain) !== index)).toEqual([]);
  });

  it.each(['godaddy', 'yahoo', 'icloud', 'zoho', 'fastmail', 'videotron', 'bell', 'shaw', 'orange', 'rogers'])(
    'know encrypted servers that take a password at %s',
    (id) => {
      const provider = catalogue.find(id);
      expect(provider?.signIn).toMatch(/password$/);
      expect(provider?.servers.map(usableServers)).not.toContain(null);
    },
  );

  it.each(['proton', 'tuta', 'hey'])('know that %s cannot be reached', (id) => {
    expect(catalogue.find(id)).toMatchObject({ signIn: 'none', servers: [] });
    expect(catalogue.search('').map((provider) => provider.id)).toContain(id);
  });

  it('say where each app password is made', () => {
    const linked = providers
      .filter(({ signIn }) => signIn === 'app-password')
      .map(({ preparation }) => preparation.find(({ kind }) => kind === 'create-app-password')?.link);
    expect(linked.length).toBeGreaterThan(8);
    expect(linked).not.toContain(undefined);
  });

  it('can be told apart by their names', () => {
    const offered = catalogue.search('').map(({ name }) => name);
    expect(offered.filter((name, index) => offered.indexOf(name) !== index)).toEqual([]);
  });

  it('offer nobody who can only be reached in clear', () => {
    expect(catalogue.find('hal.ne.jp')).not.toBeNull();
    expect(catalogue.search('').map(({ id }) => id)).not.toContain('hal.ne.jp');
  });
});

describe('searching', () => {
  it.each([
    ['videotron', 'Vidéotron'],
    ['VIDÉO', 'Vidéotron'],
    ['go daddy', 'GoDaddy'],
    ['daddy', 'GoDaddy'],
    ['at&t', 'AT&T'],
    ['sympatico', 'Bell'],
    ['icloud', 'Apple iCloud'],
    ['Office 365', 'Microsoft 365 (Exchange Online)'],
    ['o365', 'Microsoft 365 (Exchange Online)'],
    ['hotmail', 'Outlook.com (Hotmail)'],
    ['live', 'Outlook.com (Hotmail)'],
    ['msn', 'Outlook.com (Hotmail)'],
    ['g suite', 'Google (Gmail, Google Workspace)'],
    ['Google Apps', 'Google (Gmail, Google Workspace)'],
    ['me.com', 'Apple iCloud'],
    ['mac.com', 'Apple iCloud'],
    ['rogers yahoo', 'Rogers'],
    ['rogers shaw', 'Shaw'],
    ['cogeco', 'Cogeco (Québec)'],
    ['telus', 'TELUS'],
    ['1&1', 'IONOS (1&1)'],
    ['hostinger', 'Hostinger'],
    ['private namecheap', 'Namecheap Private Email'],
    ['ada@sympatico.ca', 'Bell'],
    ['wanadoo.f', 'Orange'],
    ['mail.com', 'mail.com'],
  ])('"%s" finds %s first', (search, name) => {
    expect(names(search)[0]).toBe(name);
  });

  it('finds nothing for a name that nobody has', () => {
    expect(names('courriel inconnu')).toEqual([]);
  });

  it('gives everybody for nothing, well-known companies first', () => {
    expect(names('  ').slice(0, 2)).toEqual(['Google (Gmail, Google Workspace)', 'Outlook.com (Hotmail)']);
  });
});
