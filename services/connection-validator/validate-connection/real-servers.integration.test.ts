import type { ManualSettings } from '@mail-access/contracts';
import {
  createCertificateAuthority,
  startDovecot,
  startPostfix,
  temporaryDirectory,
  type CertificateAuthority,
  type DovecotServer,
  type PostfixServer,
} from '@mail-access/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prove, type ProvenRun } from './testing/prove-for-test.js';

/** Names and passwords that a line protocol could stumble over. */
const accounts = [
  { name: 'ada@example.test', password: 'simple' },
  { name: 'dave@example.test', password: 'pä ss"w\\ord' },
  { name: 'zoé@example.test', password: '日本語 🔑 {10} (NIL) %s\'"' },
  { name: 'spaced user', password: ' leading and trailing ' },
] as const;

const directory = temporaryDirectory();
let authority: CertificateAuthority;
let dovecot: DovecotServer;
let postfix: PostfixServer;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: ['localhost', '127.0.0.1'] });
  const users = [...accounts];
  dovecot = await startDovecot({ directory: `${directory.path}/dovecot`, users, certificate });
  const mailboxes = ['ada@example.test', 'dave@example.test'];
  postfix = await startPostfix({ directory: `${directory.path}/postfix`, mailboxes, dovecot, certificate });
});
afterAll(async () => {
  await Promise.all([postfix.stop(), dovecot.stop()]);
  directory.remove();
});

type Incoming = Pick<ManualSettings['incoming'], 'protocol' | 'security'>;

function incomingPort({ protocol, security }: Incoming): number {
  if (protocol === 'imap') return security === 'tls' ? dovecot.imaps : dovecot.imap;
  return security === 'tls' ? dovecot.pop3s : dovecot.pop3;
}

function proveAt(
  incoming: Incoming,
  account: { name: string; password: string },
  outgoing: Partial<ManualSettings['outgoing']> = {},
): Promise<ProvenRun> {
  return prove(
    {
      emailAddress: 'ada@example.test',
      username: account.name,
      incoming: { ...incoming, host: 'localhost', port: incomingPort(incoming) },
      outgoing: { host: 'localhost', port: postfix.submission, security: 'starttls', ...outgoing },
    },
    { password: account.password, ca: authority.caPem },
  );
}

describe('Dovecot and Postfix', () => {
  it.each([
    ['imap', 'tls'],
    ['imap', 'starttls'],
    ['pop3', 'tls'],
    ['pop3', 'starttls'],
  ] as const)('are proven from end to end over %s with %s', async (protocol, security) => {
    const run = await proveAt({ protocol, security }, accounts[0]);
    expect(run.failure).toBeNull();
    expect(run.step('receive-test-message')?.state).toBe('passed');
    expect(run.step('incoming-secure')?.state).toBe('passed');
  });

  it('take a message over TLS from the first byte', async () => {
    const run = await proveAt({ protocol: 'imap', security: 'tls' }, accounts[0], {
      port: postfix.submissions,
      security: 'tls',
    });
    expect(run.failure).toBeNull();
  });

  describe.each(['imap', 'pop3'] as const)('over %s', (protocol) => {
    it.each(accounts)('sign $name in, whatever the password is made of', async (account) => {
      const run = await proveAt({ protocol, security: 'tls' }, account);
      expect(run.step('incoming-open-inbox')?.state).toBe('passed');
    });

    it('refuse a wrong password, and say so', async () => {
      const run = await proveAt({ protocol, security: 'tls' }, { name: 'ada@example.test', password: 'wrong' });
      expect(run.failure).toBe('incoming-sign-in credentials-rejected');
    });
  });

  it('sign in to send with any password', async () => {
    const run = await proveAt({ protocol: 'imap', security: 'tls' }, accounts[1]);
    expect(run.step('outgoing-sign-in')?.state).toBe('passed');
    // Postfix lets nobody send in the name of another.
    expect(run.failure).toBe('send-test-message sender-refused');
  });

  it('let nobody sign in without encryption', async () => {
    // Dovecot takes a client at its own address for protected; at 127.0.0.2 it announces LOGINDISABLED.
    const run = await prove(
      { username: 'ada@example.test', incoming: { host: '127.0.0.2', port: dovecot.imap, security: 'none' } },
      { password: 'simple' },
    );
    expect(run.failure).toBe('incoming-sign-in wrong-security-mode');
  });
});
