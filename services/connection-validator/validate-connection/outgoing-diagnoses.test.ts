import { createCertificateAuthority, scriptedSmtpServer, type ConversationScript } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { prove, type ProofOptions, type ProvenRun } from './testing/prove-for-test.js';
import { workingMailbox } from './testing/working-mailbox.js';

const credential = Buffer.from('\0ada@example.test\0secret').toString('base64');

async function proveSmtp(write: (script: ConversationScript) => void, options: ProofOptions = {}): Promise<ProvenRun> {
  await using server = await scriptedSmtpServer(write);
  const outgoing = { host: server.host, port: server.port, security: 'none' as const };
  const run = await prove({ outgoing }, { incomingDriver: workingMailbox(), ...options });
  server.expectConversationFinished();
  return run;
}

function untilSignIn(s: ConversationScript): ReturnType<ConversationScript['expects']> {
  s.says('220 mail.example ESMTP');
  s.expects(/^EHLO /).answers('250-mail.example', '250 AUTH PLAIN LOGIN');
  return s.expects(`AUTH PLAIN ${credential}`);
}

function untilMail(s: ConversationScript): ReturnType<ConversationScript['expects']> {
  untilSignIn(s).answers('235 2.7.0 ok');
  return s.expects(/^MAIL FROM:<ada@example.test>/);
}

describe('the outgoing server', () => {
  it('calls a greeting that turns connections away too-many-connections', async () => {
    const run = await proveSmtp((s) =>
      s.says('421 4.7.0 mail.example Too many concurrent SMTP connections; please try again later'),
    );
    expect(run.failure).toMatch(/^outgoing-(connect|secure) too-many-connections$/);
  });

  it('calls a missing STARTTLS encryption-unavailable, and says no password', async () => {
    await using server = await scriptedSmtpServer((s) => {
      s.says('220 mail.example ESMTP');
      s.expects(/^EHLO /).answers('250-mail.example', '250 AUTH PLAIN');
    });
    const outgoing = { host: server.host, port: server.port, security: 'starttls' as const };
    const run = await prove({ outgoing }, { incomingDriver: workingMailbox() });
    expect(run.failure).toBe('outgoing-secure encryption-unavailable');
    expect(server.heard.join()).not.toContain('AUTH');
  });

  it.each([
    ['535 5.7.8 Error: authentication failed: ', 'credentials-rejected', false],
    ['454 4.7.0 Temporary authentication failure', 'temporarily-unavailable', true],
    [
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
      'admin-must-enable',
      false,
    ],
    ['534-5.7.9 Application-specific password required. For more information, go to', 'app-password-required', false],
    ['538 5.7.11 Encryption required for requested authentication mechanism', 'wrong-security-mode', false],
    ['525 5.7.13 User account disabled', 'account-locked', false],
  ])('calls "%s" %s', async (reply, diagnosis, retryable) => {
    const lines = reply.startsWith('534-') ? [reply, '534 5.7.9 https://support.google.com/mail'] : [reply];
    const run = await proveSmtp((s) => untilSignIn(s).refuses(...lines));
    expect(run.failure).toBe(`outgoing-sign-in ${diagnosis}`);
    expect(run.step('outgoing-sign-in')?.finding?.retryable).toBe(retryable);
  });

  it('calls a server without a sign-in that we can do capability-missing', async () => {
    const run = await proveSmtp((s) => {
      s.says('220 mail.example ESMTP');
      s.expects(/^EHLO /).answers('250-mail.example', '250 AUTH GSSAPI NTLM');
    });
    expect(run.failure).toBe('outgoing-sign-in capability-missing');
  });

  it('calls a refused sender sender-refused', async () => {
    const run = await proveSmtp((s) =>
      untilMail(s).refuses('553 5.7.1 Sender address rejected: not owned by auth user'),
    );
    expect(run.failure).toBe('send-test-message sender-refused');
    expect(run.step('receive-test-message')?.state).toBe('skipped');
  });

  it('calls a refused recipient recipient-refused', async () => {
    const run = await proveSmtp((s) => {
      untilMail(s).answers('250 2.1.0 ok');
      s.expects('RCPT TO:<ada@example.test>').refuses('550 5.1.1 User unknown in virtual mailbox table');
    });
    expect(run.failure).toBe('send-test-message recipient-refused');
  });

  it.each([
    ['554 5.7.1 Message rejected as spam', 'message-refused'],
    ['452 4.3.1 Insufficient system storage', 'message-refused'],
  ])('calls a message that meets "%s" %s', async (reply, diagnosis) => {
    const run = await proveSmtp((s) => {
      untilMail(s).answers('250 2.1.0 ok');
      s.expects('RCPT TO:<ada@example.test>').answers('250 2.1.5 ok');
      s.expects('DATA').answers('354 go ahead');
      s.receivesMessage().refuses(reply);
    });
    expect(run.failure).toBe(`send-test-message ${diagnosis}`);
  });

  it('calls a server that drops in the middle of the message server-misbehaved', async () => {
    const run = await proveSmtp((s) => {
      untilMail(s).answers('250 2.1.0 ok');
      s.expects('RCPT TO:<ada@example.test>').answers('250 2.1.5 ok');
      s.expects('DATA').answers('354 go ahead');
      s.drops();
    });
    expect(run.failure).toBe('send-test-message server-misbehaved');
  });
});

describe('the test message', () => {
  function takesMessage(s: ConversationScript): void {
    untilMail(s).answers('250 2.1.0 ok');
    s.expects('RCPT TO:<ada@example.test>').answers('250 2.1.5 ok');
    s.expects('DATA').answers('354 go ahead');
    s.receivesMessage().answers('250 2.0.0 queued');
  }

  it('calls a message that does not arrive test-message-not-seen, and worth another try', async () => {
    const run = await proveSmtp(takesMessage, { incomingDriver: workingMailbox(() => null), deadlineMs: 700 });
    expect(run.failure).toBe('receive-test-message test-message-not-seen');
    expect(run.step('receive-test-message')?.finding?.retryable).toBe(true);
  });

  it('warns about a message that arrives among the junk', async () => {
    const run = await proveSmtp(takesMessage, { incomingDriver: workingMailbox(() => 'Indésirables') });
    expect(run.failure).toBeNull();
    expect(run.step('receive-test-message')).toMatchObject({ state: 'warning', notice: 'found-in-junk' });
  });

  it('goes from and to the subscriber, in French, marked as automatic, with a token of its own', async () => {
    await using server = await scriptedSmtpServer(takesMessage);
    await prove({ outgoing: { host: server.host, port: server.port } }, { incomingDriver: workingMailbox() });
    const [message = ''] = server.messages;
    expect(message).toMatch(/^From: ada@example\.test$/m);
    expect(message).toMatch(/^To: ada@example\.test$/m);
    expect(message).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(message).toMatch(/^Content-Language: fr-CA$/m);
    expect(message).toMatch(/^X-Mail-Access-Validation: [\w-]{22}$/m);
  });

  it('skips the sign-in at a server that wants none', async () => {
    await using server = await scriptedSmtpServer((s) => {
      s.says('220 mail.example ESMTP');
      s.expects(/^EHLO /).answers('250 mail.example');
      s.expects(/^MAIL FROM:<ada@example.test>/).refuses('553 5.7.1 no');
    });
    const outgoing = { host: server.host, port: server.port, authentication: 'none' as const };
    const run = await prove({ outgoing }, { incomingDriver: workingMailbox() });
    expect(run.step('outgoing-sign-in')?.state).toBe('skipped');
    expect(run.failure).toBe('send-test-message sender-refused');
  });

  it('goes out over TLS in the same way', async () => {
    const authority = await createCertificateAuthority();
    await using server = await scriptedSmtpServer(takesMessage, {
      tls: await authority.issue({ names: ['127.0.0.1'] }),
    });
    const outgoing = { host: server.host, port: server.port, security: 'tls' as const };
    const run = await prove({ outgoing }, { incomingDriver: workingMailbox(), ca: authority.caPem });
    expect(run.failure).toBeNull();
  });
});
