import type { DiscoveredSettings, UnknownSettings } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../discover-settings/email-address.js';
import type { Discovery } from '../discover-settings/source.js';
import { decideOnDiscovery, type Decision } from './decide-on-discovery.js';

const knowledge = { isKnownHost: (host: string) => host === 'imap.provider.example' };

function candidate(partial: Partial<DiscoveredSettings> = {}): DiscoveredSettings {
  return {
    ...{ source: 'srv', trusted: true, certificate: 'verified', needsConfirmation: false },
    incoming: { protocol: 'imap', host: 'imap.company.example', port: 993, security: 'tls' },
    outgoing: { host: 'smtp.company.example', port: 465, security: 'tls' },
    ...{ usernameForms: ['ada@company.example', 'ada'], authentication: ['password'] },
    ...partial,
  };
}

/** A candidate whose two servers are this host. */
function at(host: string, partial: Partial<DiscoveredSettings> = {}): DiscoveredSettings {
  const { incoming, outgoing } = candidate();
  return candidate({ incoming: { ...incoming, host }, outgoing: { ...outgoing, host }, ...partial });
}

function decide(
  partial: Partial<Discovery>,
  settings: Partial<UnknownSettings> = {},
  emailAddress = 'ada@company.example',
): Decision {
  const discovery: Discovery = { verdict: 'found', candidates: [], findings: [], ...partial };
  return decideOnDiscovery(discovery, {
    address: readAddress(emailAddress),
    settings: { method: 'unknown', emailAddress, ...settings },
    knowledge,
  });
}

const confirmationOf = (decision: Decision): readonly string[] | undefined =>
  decision.kind === 'stop' ? decision.told.confirmHosts : [];
const diagnosisOf = (decision: Decision): string | null => (decision.kind === 'stop' ? decision.diagnosis : null);

describe('the servers that are used', () => {
  it('are those of the best candidate, with the full address and then the local part', () => {
    expect(decide({ candidates: [candidate(), at('other.company.example')] })).toEqual({
      kind: 'use',
      otherUsername: 'ada',
      found: {
        servers: {
          incoming: { ...candidate().incoming, username: 'ada@company.example' },
          outgoing: { ...candidate().outgoing, username: 'ada@company.example' },
        },
      },
    });
  });

  it('are given a user name that was typed, and no other', () => {
    const typed = decide(
      { candidates: [candidate({ outgoing: { ...candidate().outgoing, username: 'x' } })] },
      { username: 'ada.l' },
    );
    expect(typed).toMatchObject({ kind: 'use', otherUsername: null });
    expect(typed.found.servers).toMatchObject({ incoming: { username: 'ada.l' }, outgoing: { username: 'ada.l' } });
    expect(decide({ candidates: [candidate()] }, { username: 'Ada@Company.example' })).toMatchObject({
      otherUsername: 'ada',
    });
  });

  it('are given no more than two user names, the likeliest ones', () => {
    const forms = candidate({ usernameForms: ['ada.company.example', 'ada@company.example', 'ada'] });
    const decision = decide({ candidates: [forms] });
    expect(decision.found.servers?.incoming.username).toBe('ada.company.example');
    expect(decision).toMatchObject({ otherUsername: 'ada@company.example' });
  });

  it('may be without a valid certificate on the own domain: the run then says what is wrong with it', () => {
    expect(decide({ candidates: [candidate({ certificate: 'failed', needsConfirmation: true })] }).kind).toBe('use');
  });

  it('are not those of a domain that publishes what is no user name', () => {
    const decision = decide({ candidates: [candidate({ usernameForms: ['a\r\nb'] })] });
    expect(diagnosisOf(decision)).toBe('settings-not-found');
  });
});

describe('a host that gets a password without a question', () => {
  it.each([
    ['of the own registrable domain', 'MAIL.Company.Example.'],
    ['of a known provider', 'IMAP.provider.example'],
  ])('is one %s', (_what, host) => {
    expect(decide({ candidates: [at(host)] }).kind).toBe('use');
  });

  it('is one of our own facts', () => {
    expect(decide({ candidates: [at('mail.anything.example', { certificate: 'not-checked' })] }).kind).toBe('use');
  });

  it.each([
    ['another domain', 'mail.host.example', 'ada@company.example'],
    ['a domain that ends the same', 'mail.notcompany.example', 'ada@company.example'],
    ['the public suffix', 'co.uk', 'ada@company.co.uk'],
    ['a neighbour under a suffix that is sold', 'evil.github.io', 'ada@company.github.io'],
    ['an address', '93.184.216.34', 'ada@company.example'],
    ['a host that only looks the same', 'mail.ᴄompany.example.evil.example', 'ada@company.example'],
  ])('is not %s', (_what, host, emailAddress) => {
    const decision = decide({ candidates: [at(host)] }, {}, emailAddress);
    expect(diagnosisOf(decision)).toBe('settings-not-found');
    expect(confirmationOf(decision)).toHaveLength(1);
    expect(decision.found.servers).toBeUndefined();
  });
});

describe('a confirmation', () => {
  it('is asked for each of the two hosts that needs one, and shows what would be used', () => {
    const mixed = candidate({ outgoing: { ...candidate().outgoing, host: 'smtp.host.example' } });
    const decision = decide({ candidates: [mixed] });
    expect(decision).toMatchObject({
      told: { confirmHosts: ['smtp.host.example'], servers: { outgoing: { host: 'smtp.host.example' } } },
    });
    expect(confirmationOf(decide({ candidates: [at('mail.host.example')] }))).toEqual(['mail.host.example']);
  });

  it('of one host is none of the other', () => {
    const { incoming, outgoing } = candidate();
    const foreign = candidate({
      incoming: { ...incoming, host: 'in.host.example' },
      outgoing: { ...outgoing, host: 'out.host.example' },
    });
    const decision = decide({ candidates: [foreign] }, { confirmedHosts: ['in.host.example'] });
    expect(confirmationOf(decision)).toEqual(['out.host.example']);
  });

  it('holds for every spelling of the host, and for no other', () => {
    const decision = decide(
      { candidates: [at('mail.bücher.example')] },
      { confirmedHosts: ['MAIL.xn--bcher-kva.example.'] },
    );
    expect(decision.kind).toBe('use');
    const subdomain = decide({ candidates: [at('a.mail.host.example')] }, { confirmedHosts: ['mail.host.example'] });
    expect(confirmationOf(subdomain)).toEqual(['a.mail.host.example']);
  });
});

describe('no password goes anywhere when', () => {
  const clear = { host: 'mail.company.example', port: 143, security: 'none' } as const;
  const source = (name: 'mx' | 'srv', outcome: 'found' | 'no-open-protocol') => ({
    source: name,
    outcome,
    elapsedMs: 1,
  });

  it.each<[string, Partial<Discovery>, string]>([
    ['Google wants its own sign-in', { sign_in: 'google', candidates: [at('imap.gmail.com')] }, 'oauth-required'],
    ['Microsoft does', { sign_in: 'microsoft' }, 'oauth-required'],
    ['the provider has no open protocol', { findings: [source('mx', 'no-open-protocol')] }, 'provider-unsupported'],
    [
      'the provider has none, whatever a less trusted source tells',
      { findings: [source('mx', 'no-open-protocol'), source('srv', 'found')], candidates: [candidate()] },
      'provider-unsupported',
    ],
    ['nobody answered', { verdict: 'unavailable' }, 'temporarily-unavailable'],
    ['nothing is there', { verdict: 'not-found' }, 'settings-not-found'],
    [
      'it would go in clear',
      { candidates: [candidate({ incoming: { protocol: 'imap', ...clear } })] },
      'encryption-unavailable',
    ],
    ['it would leave in clear', { candidates: [candidate({ outgoing: clear })] }, 'encryption-unavailable'],
  ])('%s', (_why, discovery, diagnosis) => {
    const confirmedHosts = ['mail.company.example', 'imap.gmail.com'];
    expect(diagnosisOf(decide(discovery, { confirmedHosts }))).toBe(diagnosis);
  });

  it('there is only an Exchange server, which is named', () => {
    const exchange = { url: 'https://mail.company.example/EWS/Exchange.asmx', trusted: true };
    expect(decide({ exchange })).toMatchObject({
      diagnosis: 'provider-unsupported',
      told: { exchangeUrl: exchange.url },
    });
  });

  it('says who the provider is, and where to sign in', () => {
    const provider = { id: 'google', name: 'Google' };
    expect(decide({ sign_in: 'google', provider }).found).toEqual({ provider, signIn: 'google' });
  });
});
