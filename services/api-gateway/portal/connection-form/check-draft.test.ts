import { ConnectionSettings, Password } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.js';
import { type Draft, emptyDraft as firstDraft, requestOf } from './draft.js';
import { draftOf } from './saved-draft.js';

const emptyDraft: Draft = { ...firstDraft, method: 'manual' };

const complete: Draft = {
  ...emptyDraft,
  emailAddress: 'ada@example.com',
  username: 'ada@example.com',
  password: 'secret',
  incomingHost: 'imap.example.com',
  outgoingHost: 'smtp.example.com',
};
const saved = requestOf(complete).settings;

const atProvider: Draft = {
  ...firstDraft,
  method: 'hosted',
  emailAddress: 'ada@yahoo.ca',
  providerId: 'yahoo',
  password: 'secret',
};
const savedAtProvider = requestOf(atProvider).settings;

const unknown: Draft = { ...firstDraft, emailAddress: 'ada@example.com', password: 'secret' };
const savedUnknown = requestOf(unknown).settings;
const exchange: Draft = { ...firstDraft, method: 'exchange', emailAddress: 'ada@example.com' };

/** Whether the contracts take what the form would send. */
function contractTakes(draft: Draft): boolean {
  const { settings, password, outgoingPassword } = requestOf(draft);
  const passwords = [password, outgoingPassword].filter((each) => each !== undefined);
  return ConnectionSettings.safeParse(settings).success && passwords.every((each) => Password.safeParse(each).success);
}

describe('the form and the contract', () => {
  const hosts = [
    'mail.example.com',
    'localhost',
    'mail.example.com.',
    'bücher.example',
    '192.0.2.1',
    '2001:db8::1',
    '[::1]',
    'a_b.example',
    '-a.example',
    'a-.example',
    'a..b',
    '.',
    'mail.example.com:993',
    'https://a',
    'a b',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(126)}aa`,
    `${'a.'.repeat(127)}aa`,
    '',
  ];
  const ports = ['1', '993', '65535', '0', '65536', '-1', '99.5', ' 993 ', 'abc', ''];
  const addresses = [
    'a@b',
    'ada@example.com',
    'é@exämple.ca',
    'a b@c.d',
    'a@',
    '@b',
    'a',
    'a@b@c',
    'a,b@c.d',
    'a@b;c',
    'Ada<a@b.c>',
    'a@[192.0.2.1]',
    `a@${'b'.repeat(300)}`,
  ];
  const names = ['ada', 'DOMAINE\\ève "x" é', '日本', 'a'.repeat(320), 'a'.repeat(321), ''];
  const serverAddresses = [
    'https://webmail.entreprise.com/exchange',
    'http://206.200.104.1/exchange',
    'webmail.entreprise.com',
    ' mail.example.com/owa/?ae=Folder ',
    'https://ada@mail.example.com',
    'https://ada:secret@mail.example.com/ews',
    '\\\\ada@mail.example.com',
    'ada@example.com',
    'https://mail.example.com/owa/ada@example.com',
    'mail.example.com\nx',
    'a\0b',
    '\ud800',
    'x'.repeat(2_048),
    'x'.repeat(2_049),
    '   ',
    '',
  ];
  const drafts: Draft[] = [
    ...hosts.flatMap((host) => [
      { ...complete, incomingHost: host },
      { ...complete, outgoingHost: host },
    ]),
    ...ports.flatMap((port) => [
      { ...complete, incomingPort: port },
      { ...complete, outgoingPort: port },
    ]),
    ...addresses.map((emailAddress) => ({ ...complete, emailAddress })),
    ...names.flatMap((username) => [
      { ...complete, username },
      { ...complete, outgoingAuthentication: 'different' as const, outgoingUsername: username, outgoingPassword: 'x' },
    ]),
    ...['é"\\ 日', 'x'.repeat(1_024), 'x'.repeat(1_025)].map((password) => ({ ...complete, password })),
    ...addresses.map((emailAddress) => ({ ...atProvider, emailAddress })),
    ...names.map((username) => ({ ...atProvider, username })),
    { ...atProvider, providerId: '' },
    ...addresses.map((emailAddress) => ({ ...unknown, emailAddress })),
    ...names.map((username) => ({ ...unknown, username })),
    { ...unknown, confirmedHosts: ['mail.hosting.example'] },
    ...addresses.map((emailAddress) => ({ ...exchange, emailAddress })),
    ...serverAddresses.map((exchangeUrl) => ({ ...exchange, exchangeUrl })),
    { ...complete, incomingSecurity: 'none' },
    { ...complete, outgoingSecurity: 'none' },
    { ...complete, outgoingSecurity: 'none', allowCleartext: true },
    { ...complete, incomingProtocol: 'pop3', keepCopyOnServer: false },
  ];

  it.each(drafts)('agree on %j', (draft) => {
    expect(Object.keys(checkDraft(draft, null)).length === 0).toBe(contractTakes(draft));
  });
});

it('wants everything that a new connection needs', () => {
  expect(checkDraft({ ...emptyDraft, outgoingAuthentication: 'different', incomingSecurity: 'none' }, null)).toEqual({
    emailAddress: 'missing',
    username: 'missing',
    password: 'missing',
    incomingHost: 'missing',
    outgoingHost: 'missing',
    outgoingUsername: 'missing',
    outgoingPassword: 'missing',
    allowCleartext: 'consent',
  });
});

it('wants no password for a saved connection, until server or user change', () => {
  const draft = draftOf(saved);
  expect(checkDraft({ ...draft, incomingHost: 'IMAP.example.com', incomingPort: '143' }, saved)).toEqual({});
  expect(checkDraft({ ...draft, incomingHost: 'other.example' }, saved)).toEqual({ password: 'password-again' });
  expect(checkDraft({ ...draft, username: 'other' }, saved)).toEqual({ password: 'password-again' });
});

it('wants the outgoing password when the outgoing sign-in becomes different', () => {
  const draft: Draft = { ...draftOf(saved), outgoingAuthentication: 'different', outgoingUsername: 'ada' };
  expect(checkDraft(draft, saved)).toEqual({ outgoingPassword: 'missing' });
});

it('opens a saved connection as it was sent, with ports that follow again', () => {
  expect(requestOf({ ...draftOf(saved), password: 'secret' })).toEqual(requestOf(complete));
  expect(draftOf(saved).typed).toEqual({});
});

it('sends to a provider the user name only when it differs from the address', () => {
  expect(savedAtProvider).toEqual({ method: 'hosted', emailAddress: 'ada@yahoo.ca', providerId: 'yahoo' });
  expect(requestOf({ ...atProvider, username: ' ada@yahoo.ca ' }).settings).toEqual(savedAtProvider);
  expect(requestOf({ ...atProvider, username: 'ada' }).settings).toMatchObject({ username: 'ada' });
  expect(requestOf({ ...atProvider, outgoingAuthentication: 'different', outgoingPassword: 'x' })).not.toHaveProperty(
    'outgoingPassword',
  );
});

it('opens a connection at a provider as it was sent', () => {
  expect(requestOf({ ...draftOf(savedAtProvider), password: 'secret' })).toEqual(requestOf(atProvider));
  const other = requestOf({ ...atProvider, username: 'ada' });
  expect(requestOf({ ...draftOf(other.settings), password: 'secret' })).toEqual(other);
});

it('wants the password again for another provider, address or user name, and for the other way to connect', () => {
  const draft = draftOf(savedAtProvider);
  expect(checkDraft(draft, savedAtProvider)).toEqual({});
  expect(checkDraft({ ...draft, username: 'ada@yahoo.ca' }, savedAtProvider)).toEqual({});
  const again = { password: 'password-for-provider' };
  expect(checkDraft({ ...draft, providerId: 'aol' }, savedAtProvider)).toEqual(again);
  expect(checkDraft({ ...draft, emailAddress: 'b@yahoo.ca' }, savedAtProvider)).toEqual(again);
  expect(checkDraft({ ...draft, username: 'ada' }, savedAtProvider)).toEqual(again);
  expect(checkDraft(draft, saved)).toEqual(again);
  expect(checkDraft(draftOf(saved), savedAtProvider)).toEqual({ password: 'password-again' });
});

it('sends for "I don’t know" an address, a user name only when it differs, and the servers that were confirmed', () => {
  expect(savedUnknown).toEqual({ method: 'unknown', emailAddress: 'ada@example.com' });
  const confirmed = requestOf({ ...unknown, username: 'ada', confirmedHosts: ['mail.hosting.example'] });
  expect(confirmed.settings).toEqual({
    method: 'unknown',
    emailAddress: 'ada@example.com',
    username: 'ada',
    confirmedHosts: ['mail.hosting.example'],
  });
  expect(requestOf({ ...draftOf(confirmed.settings), password: 'secret' })).toEqual(confirmed);
});

it('sends for an Exchange server its address when there is one, and never a password', () => {
  const typed: Draft = { ...exchange, exchangeUrl: ' webmail.example.com ', password: 'secret', username: 'ada' };
  expect(requestOf(typed)).toEqual({
    settings: { method: 'exchange', emailAddress: 'ada@example.com', url: 'webmail.example.com' },
  });
  expect(requestOf(exchange).settings).toEqual({ method: 'exchange', emailAddress: 'ada@example.com' });
  expect(requestOf(draftOf(requestOf(typed).settings))).toEqual(requestOf(typed));
  expect(checkDraft(exchange, null)).toEqual({});
});

it('wants the password again for another address or user name, and after another way to connect', () => {
  const draft = draftOf(savedUnknown);
  expect(checkDraft({ ...draft, emailAddress: 'ada@Example.com', username: 'ada@example.com' }, savedUnknown)).toEqual(
    {},
  );
  const again = { password: 'password-for-address' };
  expect(checkDraft({ ...draft, emailAddress: 'b@example.com' }, savedUnknown)).toEqual(again);
  expect(checkDraft({ ...draft, username: 'ada' }, savedUnknown)).toEqual(again);
  expect(checkDraft(draft, saved)).toEqual(again);
  expect(checkDraft(draft, requestOf(exchange).settings)).toEqual({ password: 'missing' });
  expect(checkDraft({ ...complete, password: '' }, savedUnknown)).toEqual({ password: 'password-again' });
});
