import { ManualSettings, Password } from '@mail-access/contracts';
import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.js';
import { type Draft, draftOf, emptyDraft, requestOf } from './draft.js';

const complete: Draft = {
  ...emptyDraft,
  emailAddress: 'ada@example.com',
  username: 'ada@example.com',
  password: 'secret',
  incomingHost: 'imap.example.com',
  outgoingHost: 'smtp.example.com',
};
const saved = requestOf(complete).settings;

/** Whether the contracts take what the form would send. */
function contractTakes(draft: Draft): boolean {
  const { settings, password, outgoingPassword } = requestOf(draft);
  const passwords = [password, outgoingPassword].filter((each) => each !== undefined);
  return ManualSettings.safeParse(settings).success && passwords.every((each) => Password.safeParse(each).success);
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
    `a@${'b'.repeat(300)}`,
  ];
  const names = ['ada', 'DOMAINE\\ève "x" é', '日本', 'a'.repeat(320), 'a'.repeat(321), ''];
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
