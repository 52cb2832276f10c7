import { attemptAt, failureOf, localhostCertificate } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedPop3Server, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { pop3Driver } from './index.js';

const plain = (username: string, password: string) => Buffer.from(`\0${username}\0${password}`).toString('base64');

function signIn(
  server: ScriptedServer,
  username = 'ada',
  password = 'lovelace-1843',
  security: 'none' | 'tls' = 'none',
) {
  const [address, attempt] = attemptAt(server, security);
  return pop3Driver.connect(address, { username, password: Secret.of(password) }, attempt);
}

function greets(s: ConversationScript, ...capabilities: string[]): ConversationScript {
  return s
    .says('+OK POP3 ready')
    .expects('CAPA')
    .answers('+OK', ...capabilities, '.');
}

describe.concurrent('ways to sign in', () => {
  it('prefers PLAIN, in one line', async () => {
    await using server = await scriptedPop3Server((s) => {
      greets(s, 'USER', 'SASL LOGIN PLAIN')
        .expects(`AUTH PLAIN ${plain('dävid smith', 'p w')}`)
        .answers('+OK');
      s.expects('STAT').answers('+OK 2 340');
    });
    await (await signIn(server, 'dävid smith', 'p w')).close();
    server.expectConversationFinished();
  });

  it('waits to be asked when the line would be too long', async () => {
    const password = 'x'.repeat(300);
    await using server = await scriptedPop3Server((s) => {
      greets(s, 'SASL PLAIN').expects('AUTH PLAIN').answers('+ ');
      s.continues(plain('ada', password)).answers('+OK');
      s.expects('STAT').answers('+OK 0 0');
    });
    await (await signIn(server, 'ada', password)).close();
    server.expectConversationFinished();
  });

  it('uses USER and PASS, spaces and all, at a server without SASL or without CAPA', async () => {
    await using server = await scriptedPop3Server((s) => {
      s.says('+OK ready <1896.697@example.com>').expects('CAPA').refuses('-ERR what?');
      s.expects('USER ada').answers('+OK');
      s.expects('PASS pä ss"w\\ord').answers('+OK');
      s.expects('STAT').answers('+OK 0 0');
    });
    await (await signIn(server, 'ada', 'pä ss"w\\ord')).close();
    server.expectConversationFinished();
  });

  it('reads the status in whatever case', async () => {
    await using server = await scriptedPop3Server((s) => {
      s.says('+Ok ready').expects('CAPA').answers('+Ok', 'USER', '.');
      s.expects('USER ada').answers('+Ok');
      s.expects('PASS lovelace-1843').answers('+Ok');
      s.expects('STAT').answers('+Ok 0 0');
    });
    await (await signIn(server)).close();
    server.expectConversationFinished();
  });
});

describe.concurrent('a sign-in that does not succeed', () => {
  it.each([
    ['-ERR [AUTH] Invalid login', 'sign-in-refused', 'AUTH'],
    ['-ERR Logon failure: unknown user name or bad password.', 'sign-in-refused', undefined],
    ['-ERR [SYS/TEMP] Try later', 'temporarily-unavailable', 'SYS/TEMP'],
    ['-ERR [IN-USE] Unable to lock maildrop', 'temporarily-unavailable', 'IN-USE'],
    ['-ERR [LOGIN-DELAY 300] Too soon', 'temporarily-unavailable', 'LOGIN-DELAY'],
    ['-ERR [SYS/PERM] Broken', 'server-refused', 'SYS/PERM'],
  ])('%s: %s', async (answer, kind, code) => {
    await using server = await scriptedPop3Server((s) => {
      greets(s, 'USER').expects('USER ada').answers('+OK');
      s.expects('PASS lovelace-1843').refuses(answer);
    });
    const failure = await failureOf(signIn(server));
    expect(failure).toMatchObject({ kind, phase: 'sign-in' });
    expect(failure.reply?.code).toBe(code);
    expect(failure.reply?.text).toBe(answer.replace(/^-ERR (\[[^\]]+\] )?/, ''));
    server.expectConversationFinished();
  });

  it('never repeats the password that the server repeats', async () => {
    await using server = await scriptedPop3Server((s) => {
      greets(s, 'SASL PLAIN')
        .expects(/^AUTH/)
        .refuses(`-ERR bad: AUTH PLAIN ${plain('ada', 'lovelace-1843')}`);
    });
    expect((await failureOf(signIn(server))).reply?.text).toBe('bad: AUTH PLAIN […]');
  });

  it('needs encryption where USER comes behind TLS only', async () => {
    await using server = await scriptedPop3Server((s) => greets(s, 'STLS', 'SASL'));
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'sign-in-needs-encryption', phase: 'sign-in' });
    server.expectConversationFinished();
  });

  it('has no method in common behind TLS: sign-in-method-missing', async () => {
    await using server = await scriptedPop3Server((s) => greets(s, 'SASL GSSAPI'), { tls: localhostCertificate });
    const failure = await failureOf(signIn(server, 'ada', 'secret', 'tls'));
    expect(failure).toMatchObject({ kind: 'sign-in-method-missing', phase: 'sign-in' });
  });

  it.each<[string, string, (s: ConversationScript) => void]>([
    ['rubbish', 'protocol-violation', (s) => s.says('what?')],
    ['a line without end', 'protocol-violation', (s) => s.streamsForever('x'.repeat(10_000))],
    ['a list without end', 'protocol-violation', (s) => s.says('+OK').streamsForever('TOP\r\n'.repeat(1_000))],
    ['half a line, then a byte at a time', 'protocol-violation', (s) => s.drips('+OK still thinking', 100)],
    ['nothing', 'timed-out', (s) => s.staysSilent()],
    ['a hang-up', 'disconnected', (s) => s.drops()],
  ])('is answered by %s: %s', async (_what, kind, answer) => {
    await using server = await scriptedPop3Server((s) => {
      s.says('+OK ready').expects('CAPA').answers();
      answer(s);
      s.staysSilent();
    });
    expect(await failureOf(signIn(server))).toMatchObject({ kind, phase: 'sign-in', reply: null });
  });
});

describe.concurrent('a maildrop that does not open', () => {
  it.each([
    ['-ERR maildrop is corrupt', 'mailbox-refused'],
    ['-ERR [SYS/TEMP] storage is away', 'temporarily-unavailable'],
    ['+OK many', 'protocol-violation'],
  ])('%s: %s', async (answer, kind) => {
    await using server = await scriptedPop3Server((s) => {
      greets(s, 'SASL PLAIN').expects(/^AUTH/).answers('+OK');
      s.expects('STAT').answers(answer);
    });
    expect(await failureOf(signIn(server))).toMatchObject({ kind, phase: 'open-inbox' });
  });
});
