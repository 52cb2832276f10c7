import { scriptedImapServer, scriptedPop3Server, type ConversationScript } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { RunStopped } from './step-sequence.js';
import { prove, type ProofOptions, type ProvenRun } from './testing/prove-for-test.js';

async function proveImap(
  security: 'starttls' | 'none',
  write: (script: ConversationScript) => void,
  options: ProofOptions = {},
): Promise<ProvenRun> {
  await using server = await scriptedImapServer(write);
  const incoming = { protocol: 'imap' as const, host: server.host, port: server.port, security };
  const run = await prove({ incoming }, options);
  server.expectConversationFinished();
  return run;
}

/** A greeting and the capabilities, up to where the client signs in. */
function untilSignIn(s: ConversationScript, capabilities = 'IMAP4rev1'): void {
  s.says('* OK IMAP4rev1 ready');
  s.expects('CAPABILITY').answers(`* CAPABILITY ${capabilities}`, 'OK done');
}

describe('signing in at the incoming server', () => {
  it.each([
    ['NO [AUTHENTICATIONFAILED] Bad password', 'credentials-rejected', false],
    ['NO [UNAVAILABLE] Temporary authentication failure', 'temporarily-unavailable', true],
    [
      'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      'app-password-required',
      false,
    ],
    ['NO [LIMIT] Maximum number of connections from user+IP exceeded', 'too-many-connections', true],
    [
      'NO [PRIVACYREQUIRED] Cleartext authentication disallowed on non-secure connections',
      'wrong-security-mode',
      false,
    ],
    [
      'NO Your account is not enabled for IMAP use. Please visit your Yahoo account settings',
      'protocol-disabled',
      false,
    ],
  ])('calls "%s" %s', async (reply, diagnosis, retryable) => {
    const run = await proveImap('none', (s) => {
      untilSignIn(s);
      s.expects('LOGIN "ada@example.test" "secret"').refuses(reply);
    });
    expect(run.failure).toBe(`incoming-sign-in ${diagnosis}`);
    expect(run.step('incoming-sign-in')?.finding?.retryable).toBe(retryable);
  });

  it('quotes the server, and never the password that the server repeats', async () => {
    const run = await proveImap(
      'none',
      (s) => {
        untilSignIn(s);
        s.expects('LOGIN "ada@example.test" "hunter2 is mine"').refuses(
          'NO [AUTHENTICATIONFAILED] Bad password: hunter2 is mine',
        );
      },
      { password: 'hunter2 is mine' },
    );
    expect(run.step('incoming-sign-in')?.serverText).toContain('Bad password');
    expect(run.step('incoming-sign-in')?.serverText).not.toContain('hunter2');
  });

  it('says no password to a server that announces LOGINDISABLED', async () => {
    const run = await proveImap('none', (s) => untilSignIn(s, 'IMAP4rev1 LOGINDISABLED STARTTLS'));
    expect(run.failure).toBe('incoming-sign-in wrong-security-mode');
  });

  it('calls an account that is signed in but has no mailbox mailbox-unavailable', async () => {
    const run = await proveImap('none', (s) => {
      untilSignIn(s);
      s.expects('LOGIN "ada@example.test" "secret"').answers('OK signed in');
      s.expects('EXAMINE INBOX').refuses('BAD User is authenticated but not connected.');
    });
    expect(run.failure).toBe('incoming-open-inbox mailbox-unavailable');
  });

  it('never takes PREAUTH for a sign-in', async () => {
    const run = await proveImap('starttls', (s) => s.says('* PREAUTH welcome back'));
    expect(run.failure).toMatch(/^incoming-(connect|secure) /);
  });

  it('stops at once when the run is cancelled, and closes the connection', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new RunStopped('cancelled')), 150);
    const startedAt = performance.now();
    const run = await proveImap(
      'none',
      (s) => {
        untilSignIn(s);
        s.expects('LOGIN "ada@example.test" "secret"').answers();
        s.staysSilent();
      },
      { signal: stop.signal },
    );
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(run.failure).toBeNull();
    expect(run.step('incoming-sign-in')?.state).toBe('skipped');
  });
});

describe('POP3', () => {
  async function provePop3(write: (script: ConversationScript) => void): Promise<ProvenRun> {
    await using server = await scriptedPop3Server(write);
    const incoming = { protocol: 'pop3' as const, host: server.host, port: server.port, security: 'none' as const };
    const run = await prove({ incoming });
    server.expectConversationFinished();
    return run;
  }

  it.each([
    ['-ERR [AUTH] Invalid login', 'credentials-rejected'],
    ['-ERR [SYS/TEMP] Temporary authentication failure', 'temporarily-unavailable'],
    ['-ERR [IN-USE] Unable to lock maildrop', 'temporarily-unavailable'],
    ['-ERR [LOGIN-DELAY] minimum time between logins', 'rate-limited'],
  ])('calls "%s" %s', async (reply, diagnosis) => {
    const run = await provePop3((s) => {
      s.says('+OK POP3 ready');
      s.expects('CAPA').answers('+OK', 'USER', '.');
      s.expects('USER ada@example.test').answers('+OK');
      s.expects('PASS secret').refuses(reply);
    });
    expect(run.failure).toBe(`incoming-sign-in ${diagnosis}`);
  });

  it('calls an IMAP greeting not-a-mail-server', async () => {
    const run = await provePop3((s) => s.says('* OK IMAP4rev1 ready'));
    expect(run.failure).toMatch(/ not-a-mail-server$/);
  });
});
