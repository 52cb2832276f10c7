import type { HostedSettings } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { loadProviders, shippedProviders } from '../providers/load-providers.js';
import { ProviderCatalogue } from '../providers/provider-catalogue.js';
import { resolveHosted, type Resolution } from './resolve-hosted.js';

const catalogue = new ProviderCatalogue(loadProviders(shippedProviders));

function resolve(providerId: string, emailAddress: string, username?: string): Resolution {
  const settings: HostedSettings = { method: 'hosted', providerId, emailAddress, ...(username && { username }) };
  return resolveHosted(settings, catalogue.find(providerId));
}

describe('resolveHosted', () => {
  it('takes IMAP and TLS where a provider has them, whatever it lists first', () => {
    expect(resolve('godaddy', 'ada@example.com')).toEqual({
      found: {
        provider: { id: 'godaddy', name: 'GoDaddy' },
        servers: {
          incoming: {
            protocol: 'imap',
            host: 'imap.secureserver.net',
            port: 993,
            security: 'tls',
            username: 'ada@example.com',
          },
          outgoing: { host: 'smtpout.secureserver.net', port: 465, security: 'tls', username: 'ada@example.com' },
        },
      },
      diagnosis: null,
    });
    expect(resolve('biglobe.ne.jp', 'ada@biglobe.ne.jp').found.servers?.incoming.protocol).toBe('pop3');
  });

  it('makes the user name of the address as each server wants it', () => {
    const icloud = resolve('icloud', 'Ada@icloud.com').found.servers;
    expect([icloud?.incoming.username, icloud?.outgoing.username]).toEqual(['Ada', 'Ada@icloud.com']);
    const shaw = resolve('shaw', 'ada@shaw.ca', 'ADA@shaw.ca').found.servers;
    expect([shaw?.incoming.username, shaw?.outgoing.username]).toEqual(['ada', 'ada']);
  });

  it('leaves a user name that was typed on purpose as it is', () => {
    const servers = resolve('icloud', 'ada@example.com', 'ada.lovelace').found.servers;
    expect([servers?.incoming.username, servers?.outgoing.username]).toEqual(['ada.lovelace', 'ada.lovelace']);
  });

  it('goes by the domain of the address where a provider has several servers', () => {
    const hostOf = (address: string): string | undefined => resolve('zoho', address).found.servers?.incoming.host;
    expect(hostOf('ada@ZOHO.com')).toBe('imap.zoho.com');
    expect(hostOf('ada@example.com')).toBe('imappro.zoho.com');
  });

  it('puts the domain of the address into a server name only when it is one of the provider', () => {
    expect(resolve('inbox.lv', 'ada@inbox.lt').found.servers?.incoming.host).toBe('mail.inbox.lt');
    expect(resolve('inbox.lv', 'ada@attacker.example')).toMatchObject({ diagnosis: 'settings-not-found' });
  });

  it.each([
    ['google', 'oauth-required', { signIn: 'google' }],
    ['telus', 'oauth-required', { signIn: 'google' }],
    ['microsoft-365', 'oauth-required', { signIn: 'microsoft' }],
    ['proton', 'provider-unsupported', { provider: { id: 'proton', name: 'Proton Mail' } }],
    ['tuta', 'provider-unsupported', { provider: { id: 'tuta', name: 'Tuta' } }],
    ['hal.ne.jp', 'encryption-unavailable', {}],
    ['nobody', 'settings-not-found', {}],
  ])('calls %s %s, and names no servers', (id, diagnosis, found) => {
    const resolution = resolve(id, 'ada@example.com');
    expect(resolution).toMatchObject({ diagnosis, found });
    expect(resolution.found.servers).toBeUndefined();
  });

  it('finds an encrypted way for every provider that is offered with a password', () => {
    for (const provider of catalogue.search('')) {
      if (!provider.signIn.endsWith('password')) continue;
      for (const domain of provider.domains.length > 0 ? provider.domains : ['example.com']) {
        const { diagnosis, found } = resolve(provider.id, `ada@${domain}`);
        expect(diagnosis, `${provider.id} ${domain}`).toBeNull();
        expect(found.servers?.incoming.security, provider.id).not.toBe('none');
        expect(found.servers?.outgoing.security, provider.id).not.toBe('none');
      }
    }
  });
});
