import type { ProviderFacts } from '@mail-access/connection-validator';
import { expect, it } from 'vitest';
import { judge, knownMailboxes, type KnownMailbox } from './discovery-coverage/known-mailboxes.js';

const server = { port: 993, security: 'tls', username: 'address', signIn: 'password' } as const;
const facts = {
  ...{ id: 'x', name: 'X', domains: ['a.example'], needsPreparation: false, helpLinks: [] },
  incoming: [{ protocol: 'imap', host: 'imap.{domain}', ...server }],
  outgoing: [{ host: 'smtp.x.example', ...server, port: 465 }],
} satisfies ProviderFacts;
const mailbox: KnownMailbox = { domain: 'a.example', facts: [facts], signIn: null, exchanger: null, domains: 1 };

function found(incoming: string, outgoing: string): Parameters<typeof judge>[1] {
  return {
    candidates: [
      {
        ...{ source: 'guess', trusted: true, certificate: 'verified', needsConfirmation: false },
        incoming: { protocol: 'imap', host: incoming, port: 993, security: 'tls' },
        outgoing: { host: outgoing, port: 465, security: 'tls' },
        ...{ usernameForms: ['ada'], authentication: [] },
      },
    ],
  };
}

it('calls both servers of the facts right, and one of them not', () => {
  expect(judge(mailbox, found('imap.a.example', 'smtp.x.example'))).toBe('right');
  expect(judge(mailbox, found('imap.a.example', 'smtp.other.example'))).toBe('other');
  expect(judge(mailbox, { candidates: [] })).toBe('nothing');
});

it('calls the sign-in of the provider right, and another one not', () => {
  expect(judge({ ...mailbox, signIn: 'google' }, { candidates: [], sign_in: 'google' })).toBe('right');
  expect(judge(mailbox, { candidates: [], sign_in: 'google' })).toBe('other');
});

it('stands for every domain of the facts', () => {
  const mailboxes = knownMailboxes();
  expect(mailboxes.reduce((sum, { domains }) => sum + domains, 0)).toBeGreaterThan(1_100);
  expect(mailboxes.length).toBeLessThan(600);
});
