import { diagnoses, languages, StepId, type Diagnosis, type Language } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { describeDiagnosis, type DiagnosisContext } from './index.js';

const servers: readonly Partial<DiagnosisContext>[] = [
  {},
  { host: 'mail.exemple.com', port: 993, security: 'tls' },
  { host: 'mail.exemple.com', port: 143, security: 'starttls' },
  { host: 'mail.exemple.com', port: 25, security: 'none' },
  { host: 'imap.gmail.com', port: 993, security: 'tls', emailDomain: 'gmail.com' },
  { host: 'mail.exemple.com', serversWereFound: true, certificateNames: ['*.hote.net', 'mx.hote.net', 'mx.hote.net'] },
  {
    emailDomain: 'exemple.com',
    confirmHosts: ['imap.hote.net', 'smtp.hote.net'],
    retryAt: new Date('2026-11-22T15:37Z'),
  },
  { emailDomain: 'exemple.com', confirmHosts: ['mail.hote.net', 'mail.hote.net'], retryAt: new Date(0) },
  { emailDomain: 'exemple.com', exchangeUrl: 'https://courriel.exemple.com/EWS/Exchange.asmx', signIn: 'microsoft' },
  { host: '203.0.113.10', port: 443, certificateNames: ['*.exemple.com'], signIn: 'google', providerName: 'Hôte inc' },
];
const now = new Date('2026-11-22T15:00Z');

/** Everything that can be asked of the sentences. */
const contexts: readonly DiagnosisContext[] = StepId.options.flatMap((step) =>
  (['imap', 'pop3', 'smtp', undefined] as const)
    .filter((protocol) => protocol === undefined || (protocol === 'smtp') === /^outgoing|^send/.test(step))
    .flatMap((protocol) => servers.map((server) => ({ step, protocol, ...server }))),
);

const sentencesOf = (diagnosis: Diagnosis, language: Language) =>
  contexts.flatMap((context) => Object.values(describeDiagnosis(diagnosis, language, context, now)));

const nbsp = '\u00A0';
const withoutAddresses = (text: string) => text.replaceAll(/https:\/\/[\w./-]+|[\w-]+(?:\.[\w-]+)+/g, 'URL');

describe.each(languages)('every sentence in %s', (language) => {
  it.each(diagnoses)('of %s is whole: no hole, no double space, capital first, period last', (diagnosis) => {
    for (const sentence of sentencesOf(diagnosis, language)) {
      expect(sentence).toMatch(/^\p{Lu}.+[^.\s]\.$/u);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|[{}$%]|\s\s| \.|\.\.|'|"/);
      expect(sentence.length).toBeGreaterThan(20);
    }
  });
});

describe('French', () => {
  it.each(diagnoses)('of %s is set as in Québec', (diagnosis) => {
    for (const sentence of sentencesOf(diagnosis, 'fr-CA').map(withoutAddresses)) {
      expect(sentence).not.toMatch(/ [:»]|« |[ \u00A0][;!?.,]/);
      expect(sentence.replaceAll(`${nbsp}:`, '')).not.toContain(':');
      expect(sentence.split('«')).toHaveLength(sentence.split('»').length);
      expect(sentence).not.toMatch(/[“”]/);
    }
  });

  it.each(diagnoses)('of %s is French', (diagnosis) => {
    for (const sentence of sentencesOf(diagnosis, 'fr-CA').map(withoutAddresses)) {
      expect(sentence).not.toMatch(/\b(?:e-?mails?|mails?|login|password|username|user|server|click|tu|ton|ta)\b/i);
    }
  });
});

describe('English', () => {
  it.each(diagnoses)('of %s is English', (diagnosis) => {
    for (const sentence of sentencesOf(diagnosis, 'en-CA')) {
      expect(sentence).not.toMatch(/[«»\u00A0]|\b(?:le|la|du|votre|serveur)\b/i);
      expect(sentence.split('“')).toHaveLength(sentence.split('”').length);
    }
  });
});

const aboutServer: readonly Diagnosis[] = diagnoses.filter(
  (diagnosis) =>
    !['admin-consent-required', 'settings-not-found', 'service-retired', 'provider-unsupported', 'internal'].includes(
      diagnosis,
    ),
);

describe.each(languages)('a message in %s', (language) => {
  it.each(aboutServer)('of %s names the server', (diagnosis) => {
    const context = { step: 'incoming-connect', protocol: 'imap', host: 'mail.exemple.com', port: 993 } as const;
    expect(describeDiagnosis(diagnosis, language, context).message).toContain('mail.exemple.com');
  });

  it('names the port where the port may be the mistake', () => {
    for (const diagnosis of ['connection-refused', 'connection-timed-out', 'not-a-mail-server'] as const) {
      const context = { step: 'outgoing-connect', host: 'mail.exemple.com', port: 2525 } as const;
      expect(describeDiagnosis(diagnosis, language, context).message).toContain('2525');
    }
  });

  it('tells the incoming server from the outgoing one', () => {
    for (const diagnosis of aboutServer.filter((one) => !['endpoint-not-found', 'admin-must-enable'].includes(one))) {
      const incoming = describeDiagnosis(diagnosis, language, { step: 'incoming-sign-in' }).message;
      const outgoing = describeDiagnosis(diagnosis, language, { step: 'outgoing-sign-in' }).message;
      expect(incoming, diagnosis).not.toBe(outgoing);
    }
  });
});

describe.each(languages)('a remedy in %s', (language) => {
  const remedy = (diagnosis: Diagnosis, context: DiagnosisContext) =>
    describeDiagnosis(diagnosis, language, context).remedy;

  it('differs by side where the settings to look at differ', () => {
    const sided: readonly Diagnosis[] = [
      'address-not-found',
      'connection-refused',
      'wrong-security-mode',
      'encryption-unavailable',
      'credentials-rejected',
      'admin-must-enable',
      'capability-missing',
      'rate-limited',
      'message-refused',
    ];
    for (const diagnosis of sided) {
      const incoming = remedy(diagnosis, { step: 'incoming-secure', protocol: 'imap' });
      expect(remedy(diagnosis, { step: 'outgoing-secure', protocol: 'smtp' }), diagnosis).not.toBe(incoming);
    }
  });

  it('gives the ports of the protocol', () => {
    expect(remedy('connection-refused', { step: 'incoming-connect', protocol: 'imap' })).toMatch(/993.*143/);
    expect(remedy('connection-refused', { step: 'incoming-connect', protocol: 'pop3' })).toMatch(/995.*110/);
    expect(remedy('connection-refused', { step: 'outgoing-connect', protocol: 'smtp' })).toMatch(/465.*587/);
    expect(remedy('connection-timed-out', { step: 'outgoing-connect', protocol: 'smtp', port: 25 })).toContain('587');
  });

  it('leads to the page of a provider that is known by its server or by the address', () => {
    const google = 'https://support.google.com/accounts/answer/185833';
    expect(remedy('app-password-required', { step: 'incoming-sign-in', host: 'imap.gmail.com' })).toContain(google);
    expect(
      remedy('credentials-rejected', { step: 'incoming-sign-in', host: 'mx.example.net', emailDomain: 'gmail.com' }),
    ).toContain(google);
    expect(remedy('app-password-required', { step: 'incoming-sign-in', host: 'imap.notgmail.com' })).not.toContain(
      'http',
    );
  });

  it('says that the password was not sent where it was not', () => {
    const words = language === 'fr-CA' ? 'n’a pas été envoyé' : 'was not sent';
    for (const diagnosis of ['certificate-untrusted', 'certificate-expired', 'tls-too-old'] as const) {
      expect(remedy(diagnosis, { step: 'incoming-secure', security: 'tls' })).toContain(words);
    }
  });
});

describe.each(languages)('the sentences of settings that were looked for, in %s', (language) => {
  const say = (diagnosis: Diagnosis, context: DiagnosisContext) => describeDiagnosis(diagnosis, language, context, now);
  const manual = language === 'fr-CA' ? 'Paramètres manuels' : 'Manual settings';

  it('ask to confirm hosts, name them once each, and say why', () => {
    const confirmHosts = ['mail.hote.net', 'mail.hote.net', 'smtp.hote.net'];
    const said = say('settings-not-found', { step: 'find-settings', emailDomain: 'exemple.com', confirmHosts });
    expect(said.message).toMatch(/exemple\.com.*mail\.hote\.net.{1,3}(?:et|and).{1,3}smtp\.hote\.net/);
    expect(said.message.split('mail.hote.net')).toHaveLength(2);
    expect(said.remedy).toMatch(
      language === 'fr-CA' ? /n’y a pas été envoyé.*acceptez-les/ : /not sent there.*accept them/,
    );
  });

  it('name the four values to ask for when nothing was found', () => {
    const { message, remedy } = say('settings-not-found', { step: 'find-settings', emailDomain: 'exemple.com' });
    expect(message).toContain('exemple.com');
    expect(remedy).toMatch(/IMAP.*POP3.*SMTP/);
    expect(remedy).toContain(manual);
  });

  it('tell the Exchange server that was found, and what else can be done', () => {
    const exchangeUrl = 'https://courriel.exemple.com/EWS/Exchange.asmx';
    for (const step of ['find-settings', 'open-inbox'] as const) {
      const { message, remedy } = say('provider-unsupported', { step, exchangeUrl });
      expect(message).toContain('courriel.exemple.com');
      expect(message).not.toContain('EWS');
      expect(remedy).toMatch(/IMAP .. SMTP|IMAP and SMTP/);
      expect(remedy).toContain(manual);
    }
  });

  it('propose an Exchange server of somebody else, and say whose it is not', () => {
    const exchangeUrl = 'https://ex.hote.net/EWS/Exchange.asmx';
    const context = { step: 'find-endpoint', host: 'exemple.com', exchangeUrl } as const;
    const { message, remedy } = say('endpoint-not-found', context);
    expect(message).toContain('ex.hote.net');
    expect(remedy).toMatch(/[«“]\W?ex\.hote\.net/);
    expect(say('endpoint-not-found', { step: 'find-endpoint', host: 'exemple.com' }).message).toContain('exemple.com');
  });

  it('blame neither a password nor a port of the subscriber where none was typed', () => {
    for (const diagnosis of diagnoses.filter((one) => !['provider-unsupported', 'service-retired'].includes(one))) {
      const { message, remedy } = say(diagnosis, { step: 'find-endpoint', host: 'courriel.exemple.com' });
      expect(message + remedy, diagnosis).not.toMatch(/\b(?:993|995|143|110|465|587)\b/);
      expect(message, diagnosis).not.toMatch(/serveur (?:de réception|d’envoi)|(?:incoming|outgoing) server/);
    }
    for (const diagnosis of ['certificate-expired', 'certificate-untrusted', 'tls-too-old'] as const) {
      expect(say(diagnosis, { step: 'find-endpoint' }).remedy).not.toMatch(/votre mot de passe|your password/);
    }
  });

  it('suggest the name of a certificate that somebody could type', () => {
    const host = '203.0.113.10';
    const named = say('certificate-name-mismatch', {
      step: 'find-endpoint',
      host,
      certificateNames: ['*.a.ca', 'x.a.ca'],
    });
    expect(named.message).toContain('*.a.ca');
    expect(named.remedy).toMatch(/[«“]\W?x\.a\.ca/);
    const wildcard = say('certificate-name-mismatch', { step: 'find-endpoint', host, certificateNames: ['*.a.ca'] });
    expect(wildcard.remedy).not.toContain('*');
  });

  it('lead to manual settings where a server was found and is not the right one', () => {
    const found = { step: 'incoming-connect', host: 'mail.exemple.com', serversWereFound: true } as const;
    for (const diagnosis of ['address-not-found', 'connection-refused', 'not-a-mail-server'] as const) {
      expect(say(diagnosis, found).remedy).toContain(manual);
      expect(say(diagnosis, { ...found, serversWereFound: false }).remedy).not.toContain(manual);
    }
  });

  it.each([
    ['2026-11-22T15:36:01Z', 'dans 37 minutes', 'in 37 minutes'],
    ['2026-11-22T15:00:20Z', 'dans une minute', 'in one minute'],
    ['2026-11-22T14:00Z', 'maintenant', 'now'],
  ])('say how long to wait until %s', (retryAt, french, english) => {
    const context = { step: 'incoming-sign-in', host: 'mail.exemple.com', retryAt: new Date(retryAt) } as const;
    expect(say('rate-limited', context).remedy).toContain(language === 'fr-CA' ? french : english);
  });

  it('say of a search that has to wait that it is the search, and not a password', () => {
    for (const step of ['find-settings', 'find-endpoint'] as const) {
      const { message, remedy } = say('rate-limited', {
        step,
        serversWereFound: true,
        retryAt: new Date('2026-11-22T15:05Z'),
      });
      expect(message).toMatch(/recherches|searches/);
      expect(remedy).toMatch(/ 5 minutes/);
    }
  });

  it('send nobody to manual settings who typed too many servers there', () => {
    const { message, remedy } = say('rate-limited', {
      step: 'find-settings',
      serversWereFound: false,
      retryAt: new Date('2026-11-22T15:01Z'),
    });
    expect(message).not.toMatch(/recherches|searches/);
    expect(remedy).not.toMatch(/Paramètres manuels|Manual settings/);
  });

  it('tell Microsoft 365 from another server that closed EWS', () => {
    const context = { step: 'find-endpoint', host: 'courriel.exemple.com' } as const;
    expect(say('service-retired', { ...context, signIn: 'microsoft' }).message).toContain('Microsoft 365');
    const { message, remedy } = say('service-retired', context);
    expect(message).toContain('courriel.exemple.com');
    expect(message + remedy).not.toContain('Microsoft');
  });

  it('lead Microsoft 365 to the connection with Microsoft, however it was reached', () => {
    for (const diagnosis of ['oauth-required', 'service-retired'] as const) {
      const { remedy } = say(diagnosis, { step: 'find-endpoint', host: 'outlook.office365.com', signIn: 'microsoft' });
      expect(remedy).toMatch(language === 'fr-CA' ? /connexion avec Microsoft/ : /sign in with Microsoft/);
    }
  });
});
