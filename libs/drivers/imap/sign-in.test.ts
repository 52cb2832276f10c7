import { attemptAt, failureOf, localhostCertificate } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedImapServer, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { imapDriver } from './index.js';

const plain = (username: string, password: string) => Buffer.from(`\0${username}\0${password}`).toString('base64');

function signIn(server: ScriptedServer, username = 'ada', password = 'lovelace-1843', signal?: AbortSignal) {
  const [address, attempt] = attemptAt(server, 'none', signal);
  return imapDriver.connect(address, { username, password: Secret.of(password) }, attempt);
}

/** A server that can do this, and says so in its greeting. */
function greets(s: ConversationScript, capabilities: string): ConversationScript {
  return s.says(`* OK [CAPABILITY IMAP4rev1 ${capabilities}] ready`);
}

function opensInbox(s: ConversationScript): void {
  s.expects('EXAMINE INBOX').answers('* 3 EXISTS', '* OK [UIDNEXT 4] next', 'OK [READ-ONLY] done');
}

describe.concurrent('ways to sign in', () => {
  it('quotes what can be quoted in LOGIN', async () => {
    await using server = await scriptedImapServer((s) => {
      s.says('* OK ready').expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done');
      s.expects('LOGIN "ada lovelace" "a\\"b\\\\c d"').answers('OK done');
      opensInbox(s);
    });
    await (await signIn(server, 'ada lovelace', 'a"b\\c d')).close();
    server.expectConversationFinished();
  });

  it('sends letters beyond ASCII as literals, each when it is asked for', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '').expects('LOGIN {4}').answers('+ go on');
      s.continues('däv {9}').answers('+ go on');
      s.continues('pä ss"w"').answers('OK done');
      opensInbox(s);
    });
    await (await signIn(server, 'däv', 'pä ss"w"')).close();
    server.expectConversationFinished();
  });

  it('does not wait for the server where it need not (LITERAL+, SASL-IR)', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, 'LITERAL+').expects('LOGIN "ada" {3+}').answers();
      s.continues('pä').answers('OK done');
      opensInbox(s);
    });
    await (await signIn(server, 'ada', 'pä')).close();
    server.expectConversationFinished();
    await using other = await scriptedImapServer((s) => {
      greets(s, 'SASL-IR AUTH=PLAIN LOGINDISABLED')
        .expects(`AUTHENTICATE PLAIN ${plain('dävid', 'pä')}`)
        .answers('OK done');
      opensInbox(s);
    });
    await (await signIn(other, 'dävid', 'pä')).close();
    other.expectConversationFinished();
  });

  it('answers the challenges of PLAIN and LOGIN', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, 'AUTH=PLAIN').expects('AUTHENTICATE PLAIN').answers('+ ');
      s.continues(plain('ada', 'secret')).answers('OK done');
      opensInbox(s);
    });
    await (await signIn(server, 'ada', 'secret')).close();
    await using other = await scriptedImapServer((s) => {
      greets(s, 'AUTH=LOGIN LOGINDISABLED').expects('AUTHENTICATE LOGIN').answers('+ VXNlcm5hbWU6');
      s.continues('YWRh').answers('+ UGFzc3dvcmQ6');
      s.continues('c2VjcmV0').answers('OK done');
      opensInbox(s);
    });
    await (await signIn(other, 'ada', 'secret')).close();
    other.expectConversationFinished();
  });

  it('asks again behind STARTTLS what the server can do, and believes nothing said before', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, 'STARTTLS LOGINDISABLED').expects('STARTTLS').answers('OK begin');
      s.upgradesToTls(localhostCertificate);
      s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR', 'OK done');
      s.expects(`AUTHENTICATE PLAIN ${plain('ada', 'secret')}`).answers('OK done');
      opensInbox(s);
    });
    const [address, attempt] = attemptAt(server, 'starttls');
    await (await imapDriver.connect(address, { username: 'ada', password: Secret.of('secret') }, attempt)).close();
    server.expectConversationFinished();
  });

  it('repeats nothing that somebody on the way said before STARTTLS', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, 'STARTTLS').expects('STARTTLS').answers('* OK [ALERT] call this number', '* BYE or write', 'OK begin');
      s.upgradesToTls(localhostCertificate);
      s.expects('CAPABILITY').answers('* CAPABILITY IMAP4rev1', 'OK done');
      s.expects('LOGIN "ada" "secret"').refuses('NO wrong');
    });
    const [address, attempt] = attemptAt(server, 'starttls');
    const call = imapDriver.connect(address, { username: 'ada', password: Secret.of('secret') }, attempt);
    expect(await failureOf(call)).toMatchObject({ kind: 'sign-in-refused', reply: { text: 'wrong' } });
    expect((await failureOf(call)).reply?.alerts ?? []).toEqual([]);
  });

  it('says who it is before it opens the inbox, as NetEase wants it', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers('OK [CAPABILITY IMAP4rev1 ID] done');
      s.expects('ID ("name" "Mail access")').answers('* ID ("name" {5}', 'Coremail)', 'OK done');
      opensInbox(s);
    });
    await (await signIn(server)).close();
    server.expectConversationFinished();
  });
});

describe.concurrent('a sign-in that does not succeed', () => {
  it.each([
    ['NO [AUTHENTICATIONFAILED] Invalid credentials', 'sign-in-refused', 'AUTHENTICATIONFAILED'],
    ['NO LOGIN failed.', 'sign-in-refused', undefined],
    ['NO [UNAVAILABLE] Temporary authentication failure.', 'temporarily-unavailable', 'UNAVAILABLE'],
    ['BAD [UNAVAILABLE] Service temporarily unavailable', 'temporarily-unavailable', 'UNAVAILABLE'],
    ['NO [INUSE] Mailbox in use', 'temporarily-unavailable', 'INUSE'],
    ['NO [SERVERBUG] Internal error', 'server-refused', 'SERVERBUG'],
    ['NO [PRIVACYREQUIRED] Not without TLS', 'sign-in-needs-encryption', 'PRIVACYREQUIRED'],
    ['BAD Unknown command', 'protocol-violation', undefined],
  ])('%s: %s', async (answer, kind, code) => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '').expects('LOGIN "ada" "lovelace-1843"').refuses(answer);
    });
    const failure = await failureOf(signIn(server));
    expect(failure).toMatchObject({ kind, phase: 'sign-in' });
    expect(failure.reply?.code).toBe(code);
    expect(failure.reply?.text).toBe(answer.replace(/^\S+ (\[\S+\] )?/, ''));
    server.expectConversationFinished();
  });

  it('keeps the alerts beside the refusal', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .refuses('* OK [ALERT] Your account is locked', 'NO LOGIN failed.');
    });
    const { reply } = await failureOf(signIn(server));
    expect(reply).toEqual({ text: 'LOGIN failed.', alerts: ['Your account is locked'] });
  });

  it('never repeats the password that the server repeats', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .refuses('* OK [ALERT] lovelace-1843?', 'BAD no such thing: LOGIN "ada" "lovelace-1843"');
    });
    const failure = await failureOf(signIn(server));
    expect(failure.reply?.text).toBe('no such thing: LOGIN "ada" "[…]"');
    expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toContain('lovelace');
  });

  it('needs encryption when LOGIN is disabled in clear', async () => {
    await using server = await scriptedImapServer((s) => greets(s, 'STARTTLS LOGINDISABLED'));
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'sign-in-needs-encryption', phase: 'sign-in' });
    server.expectConversationFinished();
  });

  it('has no method in common behind TLS: sign-in-method-missing', async () => {
    await using server = await scriptedImapServer((s) => greets(s, 'LOGINDISABLED AUTH=GSSAPI AUTH=NTLM'), {
      tls: localhostCertificate,
    });
    const [address, attempt] = attemptAt(server, 'tls');
    const connecting = imapDriver.connect(address, { username: 'ada', password: Secret.of('secret') }, attempt);
    expect(await failureOf(connecting)).toMatchObject({ kind: 'sign-in-method-missing', phase: 'sign-in' });
  });

  it('is interrupted by a BYE: disconnected, with what the server said', async () => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers('* BYE [LIMIT] Too many connections');
      s.drops();
    });
    const reply = { text: 'Too many connections', code: 'LIMIT' };
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'disconnected', phase: 'sign-in', reply });
  });

  it.each<[string, (s: ConversationScript) => void]>([
    ['rubbish', (s) => s.says('what?')],
    ['rubbish in bytes', (s) => s.saysBytes(Buffer.from([0, 255, 254, 13, 10]))],
    ['the tag of another command', (s) => s.says('zz OK done')],
    ['lines without end', (s) => s.streamsForever(`* OK ${'x'.repeat(4_000)}\r\n`)],
    ['a line without end', (s) => s.streamsForever('x'.repeat(10_000))],
    ['half a line, then a byte at a time', (s) => s.drips('* OK still thinking about it', 100)],
    ['a literal of a gigabyte', (s) => s.says('* ID ("name" {1000000000}')],
  ])('is answered by %s: protocol-violation', async (_what, answer) => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers();
      answer(s);
      s.staysSilent();
    });
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'protocol-violation', phase: 'sign-in' });
  });

  it('is answered by nothing: timed-out; by a hang-up: disconnected', async () => {
    await using silent = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers();
      s.staysSilent();
    });
    expect(await failureOf(signIn(silent))).toMatchObject({ kind: 'timed-out', phase: 'sign-in', reply: null });
    await using dropping = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers();
      s.drops();
    });
    expect(await failureOf(signIn(dropping))).toMatchObject({ kind: 'disconnected', phase: 'sign-in', reply: null });
  });

  it('is not taken for granted when the server says PREAUTH', async () => {
    await using server = await scriptedImapServer((s) => s.says('* PREAUTH IMAP4rev1 you are root'));
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'protocol-violation', phase: 'connect' });
    server.expectConversationFinished();
  });
});

describe.concurrent('a mailbox that does not open', () => {
  it.each([
    ['BAD User is authenticated but not connected.', 'mailbox-refused', 'User is authenticated but not connected.'],
    ['NO SELECT Unsafe Login. Please contact kefu@188.com for help', 'mailbox-refused', /^SELECT Unsafe Login/],
    ['NO [UNAVAILABLE] Backend is down', 'temporarily-unavailable', 'Backend is down'],
  ])('%s: %s', async (answer, kind, text) => {
    await using server = await scriptedImapServer((s) => {
      greets(s, '')
        .expects(/^LOGIN/)
        .answers('OK done');
      s.expects('EXAMINE INBOX').refuses(answer);
    });
    const failure = await failureOf(signIn(server));
    expect(failure).toMatchObject({ kind, phase: 'open-inbox' });
    expect(failure.reply?.text).toMatch(text);
  });
});
