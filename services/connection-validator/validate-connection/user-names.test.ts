import {
  scriptedImapServer,
  scriptedPop3Server,
  scriptedSmtpServer,
  type ConversationScript,
} from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import type { SignInGuard } from '../limit-sign-ins/sign-in-guard.js';
import { SignInsSpent } from '../limit-sign-ins/sign-in-limit.js';
import { prove, type ProofOptions, type ProvenRun } from './testing/prove-for-test.js';
import { workingMailbox } from './testing/working-mailbox.js';

const full = 'LOGIN "ada@example.test" "secret"';
const local = 'LOGIN "ada" "secret"';

function untilSignIn(s: ConversationScript): ConversationScript {
  s.says('* OK IMAP4rev1 ready').expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done');
  return s;
}

async function proveImap(write: (s: ConversationScript) => void, options: ProofOptions = {}): Promise<ProvenRun> {
  await using server = await scriptedImapServer(write);
  const incoming = { protocol: 'imap' as const, host: server.host, port: server.port };
  const run = await prove({ incoming }, { otherUsername: 'ada', ...options });
  server.expectConversationFinished();
  return run;
}

const statesOf = (run: ProvenRun): string[] =>
  run.changes.filter(({ stepId }) => stepId.startsWith('incoming-')).map(({ stepId, state }) => `${stepId} ${state}`);

describe('the other user name', () => {
  it('is tried once on a definite refusal, within the same step, before the inbox is opened', async () => {
    const run = await proveImap((s) => {
      untilSignIn(s).expects(full).refuses('NO [AUTHENTICATIONFAILED] Bad password');
      untilSignIn(s.nextConnection()).expects(local).answers('OK signed in');
      s.expects('EXAMINE INBOX').refuses('NO [SERVERBUG] no');
    });
    expect(statesOf(run)).toEqual([
      ...['incoming-resolve running', 'incoming-resolve passed'],
      ...['incoming-connect running', 'incoming-connect passed', 'incoming-secure running', 'incoming-secure warning'],
      ...[
        'incoming-sign-in running',
        'incoming-sign-in passed',
        'incoming-open-inbox running',
        'incoming-open-inbox failed',
      ],
    ]);
  });

  it('is tried at POP3 too', async () => {
    await using server = await scriptedPop3Server((s) => {
      s.says('+OK ready').expects('CAPA').answers('+OK', 'USER', '.');
      s.expects('USER ada@example.test').answers('+OK').expects('PASS secret').refuses('-ERR [AUTH] no');
      s.nextConnection().says('+OK ready').expects('CAPA').answers('+OK', 'USER', '.');
      s.expects('USER ada').answers('+OK').expects('PASS secret').refuses('-ERR [AUTH] no');
    });
    const incoming = { protocol: 'pop3' as const, host: server.host, port: server.port };
    const run = await prove({ incoming }, { otherUsername: 'ada' });
    server.expectConversationFinished();
    expect(run.failure).toBe('incoming-sign-in credentials-rejected');
  });

  it.each([
    'NO [UNAVAILABLE] Temporary authentication failure',
    'NO [LIMIT] too many connections',
    'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
    'BAD what',
  ])('is not tried on "%s"', async (reply) => {
    const run = await proveImap((s) => untilSignIn(s).expects(full).refuses(reply));
    expect(run.failure).toMatch(/^incoming-sign-in (?!credentials-rejected)/);
  });

  it('is not tried when nothing is left to try', async () => {
    const run = await proveImap((s) => untilSignIn(s).expects(full).refuses('NO no'), { otherUsername: undefined });
    expect(run.failure).toBe('incoming-sign-in credentials-rejected');
  });

  it('leaves the verdict open when the server cannot say of it: a temporary fault is no wrong password', async () => {
    const run = await proveImap((s) => {
      untilSignIn(s).expects(full).refuses('NO [AUTHENTICATIONFAILED] Bad password');
      untilSignIn(s.nextConnection()).expects(local).refuses('NO [UNAVAILABLE] later');
    });
    expect(run.failure).toBe('incoming-sign-in temporarily-unavailable');
    expect(run.step('incoming-sign-in')?.finding?.retryable).toBe(true);
  });

  it.each([
    ['silence', 'connection-timed-out', (s: ConversationScript) => untilSignIn(s).expects(local).answers()],
    ['a hang-up', 'server-misbehaved', (s: ConversationScript) => untilSignIn(s).expects(local).answers()],
  ])('ends with its step on %s: %s', async (what, diagnosis, answer) => {
    const run = await proveImap(
      (s) => {
        untilSignIn(s).expects(full).refuses('NO [AUTHENTICATIONFAILED] Bad password');
        answer(s.nextConnection());
        if (what === 'silence') s.staysSilent();
        else s.drops();
      },
      { deadlineMs: 400 },
    );
    expect(run.failure).toBe(`incoming-sign-in ${diagnosis}`);
    expect(run.step('incoming-sign-in')?.finding?.retryable).toBe(true);
  });

  it('that the server does not come to hear leaves standing what it said of the first', async () => {
    const run = await proveImap(
      (s) => {
        untilSignIn(s).expects(full).refuses('NO [AUTHENTICATIONFAILED] Bad password');
        s.nextConnection().staysSilent();
      },
      { deadlineMs: 400 },
    );
    expect(run.failure).toBe('incoming-sign-in credentials-rejected');
  });
});

describe('a sign-in that is not let through', () => {
  const spent = new SignInsSpent(new Date('2030-01-01T00:00:00Z'));
  const letsThrough = (count: number): SignInGuard => {
    let left = count;
    return ({ work }) => ((left -= 1) < 0 ? Promise.reject(spent) : work());
  };

  it('is never heard of by the server, and can be made later', async () => {
    const run = await proveImap((s) => s.says('* OK IMAP4rev1 ready'), { guard: letsThrough(0) });
    expect(run.failure).toBe('incoming-sign-in rate-limited');
    expect(run.step('incoming-sign-in')?.finding).toMatchObject({ retryable: true, retryAt: spent.retryAt });
  });

  it('leaves open whether the password is wrong when the other user name was kept back', async () => {
    const run = await proveImap(
      (s) => {
        untilSignIn(s).expects(full).refuses('NO [AUTHENTICATIONFAILED] Bad password');
        s.nextConnection().says('* OK IMAP4rev1 ready');
      },
      { guard: letsThrough(1) },
    );
    expect(run.failure).toBe('incoming-sign-in rate-limited');
    expect(run.step('incoming-sign-in')?.finding).toMatchObject({ retryable: true, retryAt: spent.retryAt });
  });

  it('is one of the outgoing server too', async () => {
    await using server = await scriptedSmtpServer((s) => {
      s.says('220 ready ESMTP')
        .expects(/^EHLO /)
        .answers('250-ready', '250 AUTH PLAIN');
    });
    const outgoing = { host: server.host, port: server.port };
    const run = await prove({ outgoing }, { incomingDriver: workingMailbox(), guard: letsThrough(1) });
    expect(run.failure).toBe('outgoing-sign-in rate-limited');
  });
});
