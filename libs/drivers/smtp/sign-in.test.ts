import { attemptAt, failureOf, localhostCertificate } from '@mail-access/driver-conformance';
import { Secret } from '@mail-access/secret';
import { scriptedSmtpServer, type ConversationScript, type ScriptedServer } from '@mail-access/testkit';
import { describe, expect, it } from 'vitest';
import { smtpDriver } from './index.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function signIn(server: ScriptedServer, security: 'none' | 'tls' | 'starttls' = 'none') {
  const [address, attempt] = attemptAt(server, security);
  return smtpDriver.connect(address, { username: 'ada', password: Secret.of('lovelace-1843') }, attempt);
}

function greets(s: ConversationScript, ...extensions: string[]): ConversationScript {
  const lines = ['mail.example.com', ...extensions].map(
    (line, at, all) => `250${at + 1 < all.length ? '-' : ' '}${line}`,
  );
  return s
    .says('220-welcome', '220 mail.example.com ESMTP')
    .expects('EHLO [127.0.0.1]')
    .answers(...lines);
}

describe.concurrent('ways to sign in', () => {
  it('prefers PLAIN, in one line', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH LOGIN PLAIN')
        .expects(`AUTH PLAIN ${base64('\0ada\0lovelace-1843')}`)
        .answers('235 2.7.0 ok');
    });
    await (await signIn(server)).close();
    server.expectConversationFinished();
  });

  it('answers a server that asks all the same, and one that has LOGIN only, in the old spelling', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH PLAIN')
        .expects(/^AUTH PLAIN /)
        .answers('334 ');
      s.continues(base64('\0ada\0lovelace-1843')).answers('235 ok');
    });
    await (await signIn(server)).close();
    await using other = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH=LOGIN').expects('AUTH LOGIN').answers('334 VXNlcm5hbWU6');
      s.continues(base64('ada')).answers('334 UGFzc3dvcmQ6');
      s.continues(base64('lovelace-1843')).answers('235 ok');
    });
    await (await signIn(other)).close();
    other.expectConversationFinished();
  });

  it('asks again behind STARTTLS what the server can do', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'STARTTLS').expects('STARTTLS').answers('220 go').upgradesToTls(localhostCertificate);
      s.expects('EHLO [127.0.0.1]').answers('250-mail.example.com', '250 AUTH PLAIN');
      s.expects(/^AUTH PLAIN/).answers('235 ok');
    });
    await (await signIn(server, 'starttls')).close();
    server.expectConversationFinished();
  });
});

describe.concurrent('a sign-in that does not succeed', () => {
  it.each([
    ['535 5.7.8 Username and Password not accepted', 'sign-in-refused', '535 5.7.8'],
    ['535 Incorrect authentication data', 'sign-in-refused', '535'],
    ['454 4.7.0 Temporary authentication failure', 'temporarily-unavailable', '454 4.7.0'],
    ['421 4.7.0 Too many errors', 'temporarily-unavailable', '421 4.7.0'],
    ['538 5.7.11 Encryption required', 'sign-in-needs-encryption', '538 5.7.11'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'sign-in-needs-encryption', '530 5.7.0'],
    ['503 5.5.1 Error: authentication not enabled', 'sign-in-method-missing', '503 5.5.1'],
    ['250 ok', 'protocol-violation', '250'],
  ])('%s: %s', async (answer, kind, code) => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH PLAIN').expects(/^AUTH/).refuses(answer);
    });
    const text = answer.slice(code.length + 1);
    expect(await failureOf(signIn(server))).toMatchObject({ kind, phase: 'sign-in', reply: { code, text } });
    server.expectConversationFinished();
  });

  it('joins the lines of a refusal, and reads GBK', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH PLAIN').expects(/^AUTH/).answers('535-5.7.8 Not accepted.', '535-5.7.8 See');
      s.saysBytes(Buffer.concat([Buffer.from('535 5.7.8 '), Buffer.from('b5c7c2bc', 'hex'), Buffer.from('\r\n')]));
    });
    expect((await failureOf(signIn(server))).reply).toEqual({ code: '535 5.7.8', text: 'Not accepted. See 登录' });
  });

  it('never repeats the password that the server repeats', async () => {
    await using server = await scriptedSmtpServer((s) => {
      greets(s, 'AUTH PLAIN')
        .expects(/^AUTH/)
        .refuses(`500 what is AUTH PLAIN ${base64('\0ada\0lovelace-1843')}?`);
    });
    expect((await failureOf(signIn(server))).reply?.text).toBe('what is AUTH PLAIN […]?');
  });

  it('needs encryption where AUTH comes behind STARTTLS only', async () => {
    await using server = await scriptedSmtpServer((s) => greets(s, 'STARTTLS'));
    expect(await failureOf(signIn(server))).toMatchObject({ kind: 'sign-in-needs-encryption', phase: 'sign-in' });
    server.expectConversationFinished();
  });

  it.each([[[]], [['AUTH GSSAPI NTLM']]])(
    'has no method in common (%s): sign-in-method-missing',
    async (extensions) => {
      await using server = await scriptedSmtpServer((s) => greets(s, ...extensions));
      expect(await failureOf(signIn(server))).toMatchObject({ kind: 'sign-in-method-missing', phase: 'sign-in' });
    },
  );

  it.each([
    ['502 command not implemented', 'not-this-protocol'],
    ['550 go away', 'server-refused'],
    ['421 too busy', 'temporarily-unavailable'],
    ['350 what', 'protocol-violation'],
  ])('is over when EHLO is answered by %s: %s', async (answer, kind) => {
    await using server = await scriptedSmtpServer((s) => s.says('220 ready').expects(/^EHLO/).refuses(answer));
    expect(await failureOf(signIn(server))).toMatchObject({ kind, phase: 'sign-in' });
  });

  it.each<[string, string, (s: ConversationScript) => void]>([
    ['rubbish', 'protocol-violation', (s) => s.says('what?')],
    ['a line without end', 'protocol-violation', (s) => s.streamsForever('x'.repeat(10_000))],
    ['a reply without end', 'protocol-violation', (s) => s.streamsForever('250-more\r\n'.repeat(1_000))],
    ['half a line, then a byte at a time', 'protocol-violation', (s) => s.drips('250 still thinking', 100)],
    ['nothing', 'timed-out', (s) => s.staysSilent()],
    ['a hang-up', 'disconnected', (s) => s.drops()],
  ])('is answered by %s: %s', async (_what, kind, answer) => {
    await using server = await scriptedSmtpServer((s) => {
      s.says('220 ready').expects(/^EHLO/).answers();
      answer(s);
      s.staysSilent();
    });
    expect(await failureOf(signIn(server))).toMatchObject({ kind, phase: 'sign-in', reply: null });
  });
});
