import { describe, expect, it } from 'vitest';
import { PutConnectionBody } from '../put-connection/put-connection.operation.js';
import { parseBody } from './parse-body.js';
import { Problem } from './problem.js';

const settings = {
  method: 'manual',
  emailAddress: 'ada@example.com',
  username: 'ada',
  incoming: { protocol: 'imap', host: 'imap.example.com', port: 993, security: 'tls' },
  outgoing: { host: 'smtp.example.com', port: 465, security: 'tls', authentication: 'same' },
};

function errorsOf(body: unknown, language: 'fr-CA' | 'en-CA' = 'en-CA') {
  try {
    parseBody(PutConnectionBody, body, language);
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid-request') return error.details.errors;
    throw error;
  }
  return [];
}

describe('a body that is refused', () => {
  it('is told field by field, in the language of the caller', () => {
    const body = {
      settings: {
        ...settings,
        emailAddress: 'ada',
        username: '',
        incoming: { ...settings.incoming, host: 'https://imap', port: 0 },
      },
      password: '',
    };
    expect(errorsOf(body, 'fr-CA')).toEqual([
      { pointer: '/settings/emailAddress', detail: 'Entrez une adresse de courriel comme nom@exemple.com.' },
      {
        pointer: '/settings/username',
        detail: 'Entrez l’identifiant : de 1 à 320 caractères, sur une seule ligne.',
      },
      {
        pointer: '/settings/incoming/host',
        detail: 'Entrez un nom de serveur comme courriel.exemple.com, sans « https:// » ni port.',
      },
      { pointer: '/settings/incoming/port', detail: 'Le port est un nombre entier de 1 à 65535.' },
      { pointer: '/password', detail: 'Le mot de passe a de 1 à 1024 caractères, sur une seule ligne.' },
    ]);
    expect(errorsOf(body, 'en-CA')?.[0]).toEqual({
      pointer: '/settings/emailAddress',
      detail: 'Enter an e-mail address such as name@example.com.',
    });
  });

  it('points at each field that is missing and each that is not known', () => {
    expect(errorsOf({ settings: { ...settings, username: undefined, colour: 'red' }, 'a/b~c': 1 })).toEqual([
      { pointer: '/settings/username', detail: 'This field is required.' },
      { pointer: '/settings/colour', detail: 'This field is not known.' },
      { pointer: '/a~1b~0c', detail: 'This field is not known.' },
    ]);
  });

  it.each([undefined, null, 'text', 7, []])('points at the document when it is %j', (body) => {
    expect(errorsOf(body)).toMatchObject([{ pointer: '' }]);
  });

  it('says what an unencrypted connection needs, and whose user name is missing', () => {
    const incoming = { ...settings.incoming, security: 'none' };
    const outgoing = { ...settings.outgoing, authentication: 'different' };
    expect(errorsOf({ settings: { ...settings, incoming, outgoing } })).toEqual([
      {
        pointer: '/settings/incoming/security',
        detail: 'Without encryption the password can be read on the way: accept this with "allowCleartext".',
      },
      {
        pointer: '/settings/outgoing/username',
        detail: 'Enter the user name of the outgoing server, as it differs from the incoming one.',
      },
    ]);
  });

  it.each([
    ['providerId', { method: 'hosted', providerId: '-' }, 'Choisissez un fournisseur', 'Choose a provider'],
    ['providerId', { method: 'hosted', providerId: 'a'.repeat(65) }, 'Choisissez un fournisseur', 'Choose a provider'],
    ['url', { method: 'exchange', url: 'https://ada:p@mail.example.com' }, 'sans identifiant', 'without a user name'],
    ['url', { method: 'exchange', url: ' ' }, 'Entrez l’adresse', 'Enter the address'],
    ['domain', { method: 'exchange', domain: '' }, 'Le domaine Windows', 'The Windows domain'],
  ])('says in both languages what %s must hold: %j', (field, part, french, english) => {
    const body = { settings: { emailAddress: 'ada@example.com', ...part } };
    for (const [language, sentence] of [
      ['fr-CA', french],
      ['en-CA', english],
    ] as const) {
      expect(errorsOf(body, language)).toEqual([
        { pointer: `/settings/${field}`, detail: expect.stringContaining(sentence) as string },
      ]);
    }
  });

  it('names the ways to connect when it knows none of that name', () => {
    expect(errorsOf({ settings: { method: 'telepathy' } })).toMatchObject([{ pointer: '/settings/method' }]);
  });

  it('quotes no value, wherever the password was typed', () => {
    const canary = 'Hunter2-canary';
    const bodies = [
      { settings: { ...settings, emailAddress: canary, username: { canary } }, password: `${canary}\n` },
      { settings: { ...settings, method: canary } },
      { settings: canary, password: [canary] },
    ];
    for (const body of bodies) expect(JSON.stringify(errorsOf(body, 'fr-CA'))).not.toContain(canary);
  });
});

describe('a body that is accepted', () => {
  it('has its passwords in a Secret', () => {
    const password = ' pässwörd "with" 空白 ';
    const body = parseBody(PutConnectionBody, { settings, password }, 'fr-CA');
    expect(body.password?.reveal()).toBe(password);
    expect(JSON.stringify(body)).not.toContain('pässwörd');
  });
});
