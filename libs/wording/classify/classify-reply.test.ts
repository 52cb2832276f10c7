import { describe, expect, it } from 'vitest';
import { classifyReply, isRetryable, type MailProtocol, type ReplyStep } from '../index.js';
import { replyTable } from './classify-reply.js';
import { takenApart } from './testing/taken-apart.js';
import fixture from './wire-replies.fixture.json' with { type: 'json' };

const stepsOfFixture: Record<string, readonly ReplyStep[]> = {
  greeting: ['greeting'],
  capability: ['capability'],
  ehlo: ['capability'],
  tls: ['tls'],
  login: ['sign-in'],
  auth: ['sign-in'],
  any: ['sign-in', 'open-inbox'],
  mailbox_open: ['open-inbox'],
  mail_from: ['mail-from'],
  'mail_from/rcpt': ['mail-from', 'recipient'],
  rcpt: ['recipient'],
  'data/rcpt': ['data', 'recipient'],
};

const cases = fixture.rows.flatMap((row) =>
  (stepsOfFixture[row.step] ?? []).map((step) => ({ ...row, step, protocol: row.proto as MailProtocol })),
);

describe('the replies that servers were seen to give', () => {
  it('have a step that is known', () => {
    expect(fixture.rows.filter((row) => stepsOfFixture[row.step] === undefined)).toEqual([]);
  });

  it.each(cases.filter((row) => row.expect !== undefined))('$protocol $step: $pattern → $expect', (row) => {
    expect(classifyReply({ protocol: row.protocol, step: row.step, text: row.pattern })?.diagnosis).toBe(row.expect);
  });

  it.each(cases.filter((row) => row.expect !== undefined))('apart, as drivers give them: $pattern → $expect', (row) => {
    const { text, code } = takenApart(row.protocol, row.pattern);
    expect(classifyReply({ protocol: row.protocol, step: row.step, text, code })?.diagnosis).toBe(row.expect);
  });
});

describe('a reply that calls itself temporary', () => {
  it.each<[MailProtocol, string]>([
    ['imap', 'NO [UNAVAILABLE] Authentication failed'],
    ['imap', 'NO [UNAVAILABLE] Account is temporarily disabled.'],
    ['imap', 'NO [INUSE] Login failed'],
    ['imap', 'NO Login failed, please try again later'],
    ['imap', 'NO Server Unavailable. 15'],
    ['pop3', '-ERR [SYS/TEMP] invalid user name or password'],
    ['pop3', '-ERR [IN-USE] Login failed'],
    ['pop3', '-ERR Server error - Please try again'],
    ['pop3', '-ERR maildrop already locked'],
    ['smtp', '454 4.7.0 Authentication failed'],
    ['smtp', '435 Incorrect authentication data'],
    ['smtp', '421 4.7.0 Try again later, closing connection.'],
    ['smtp', '451 4.3.0 Password backend down'],
    ['smtp', '535 5.7.8 Temporary authentication failure'],
    ['smtp', '535 Error: authentication failed, system busy'],
    ['smtp', '535 Error: 系统繁忙'],
  ])('%s %s is retryable and never a wrong password', (protocol, text) => {
    const result = classifyReply({ protocol, step: 'sign-in', text });
    expect(result?.retryable).toBe(true);
    expect(result?.diagnosis).not.toBe('credentials-rejected');
  });

  it('keeps what it says besides: too many connections', () => {
    const text = 'Maximum number of connections from user+IP exceeded (mail_max_userip_connections=16)';
    expect(classifyReply({ protocol: 'imap', step: 'sign-in', text, code: 'UNAVAILABLE' })).toMatchObject({
      diagnosis: 'too-many-connections',
      retryable: true,
    });
  });

  it('holds for every row of the table that could blame the password', () => {
    for (const code of ['UNAVAILABLE', 'INUSE', 'LIMIT']) {
      for (const said of [
        'Invalid credentials',
        'LOGIN failed.',
        'Application-specific password required',
        '密码错误',
      ]) {
        const result = classifyReply({ protocol: 'imap', step: 'sign-in', text: said, code });
        expect(result, `${code} ${said}`).toMatchObject({ retryable: true });
        expect(isRetryable(result?.diagnosis ?? 'credentials-rejected')).toBe(true);
      }
    }
  });
});

describe('replies of servers that no row quotes', () => {
  it.each<[MailProtocol, ReplyStep, string, string]>([
    ['imap', 'sign-in', 'NO Invalid user name or password.', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO Login failed.', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO Login failed: authentication failure', 'credentials-rejected'],
    ['imap', 'sign-in', 'A2 NO something unheard of', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO Identifiant ou mot de passe incorrect', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO Incorrect password, try again', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO [WEBALERT https://accounts.google.com/x] Web login required.', 'web-sign-in-required'],
    ['imap', 'sign-in', 'NO [ALERT] IMAP access is disabled for your domain.', 'admin-must-enable'],
    ['imap', 'sign-in', 'NO You are yet to enable IMAP for your account.', 'protocol-disabled'],
    ['imap', 'sign-in', 'NO IMAP service is not enabled for this user', 'protocol-disabled'],
    ['imap', 'sign-in', 'NO [CONTACTADMIN] Account is disabled', 'account-locked'],
    ['imap', 'sign-in', 'NO [LIMIT] LOGIN Rate limit hit.', 'rate-limited'],
    ['imap', 'sign-in', 'BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds', 'rate-limited'],
    ['imap', 'sign-in', 'NO Login fail. 登录失败，请使用授权码登录', 'app-password-required'],
    ['imap', 'sign-in', 'NO 登录频率过快，请稍后重试', 'temporarily-unavailable'],
    ['imap', 'sign-in', 'NO 帐号或密码错误', 'credentials-rejected'],
    ['imap', 'sign-in', 'NO 您的IMAP服务未开启', 'protocol-disabled'],
    ['imap', 'sign-in', 'NO [ALERT] country blocked', 'admin-must-enable'],
    ['imap', 'greeting', '* BYE Too many connections from your host', 'too-many-connections'],
    ['imap', 'greeting', '* BYE Server shutting down.', 'temporarily-unavailable'],
    ['imap', 'open-inbox', 'NO [NONEXISTENT] Unknown Mailbox: INBOX', 'mailbox-unavailable'],
    ['imap', 'open-inbox', 'NO [NOPERM] Permission denied', 'mailbox-unavailable'],
    ['pop3', 'sign-in', '-ERR [SYS/PERM] Your account is not enabled for POP access.', 'protocol-disabled'],
    [
      'pop3',
      'sign-in',
      '-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
      'wrong-security-mode',
    ],
    ['pop3', 'sign-in', '-ERR Unable to log on', 'credentials-rejected'],
    ['pop3', 'sign-in', '-ERR authorization failed', 'credentials-rejected'],
    ['pop3', 'sign-in', '-ERR [AUTH] login failure or POP3 disabled, try later. sc=x', 'credentials-rejected'],
    [
      'smtp',
      'sign-in',
      '535 Error: 请使用授权码登录。详情请看: http://service.mail.qq.com/cgi-bin/help',
      'app-password-required',
    ],
    ['smtp', 'sign-in', '550 User has no permission', 'protocol-disabled'],
    [
      'smtp',
      'sign-in',
      '535 5.7.8 Error: authentication failed: This user does not have access rights to this service',
      'protocol-disabled',
    ],
    [
      'smtp',
      'sign-in',
      '535 5.7.0 NEOBHODIM parol prilozheniya https://help.mail.ru / Application password is REQUIRED',
      'app-password-required',
    ],
    [
      'smtp',
      'sign-in',
      "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
      'admin-must-enable',
    ],
    [
      'smtp',
      'sign-in',
      '535 5.7.3 Authentication unsuccessful [DB6P18901CA0015.EURP189.PROD.OUTLOOK.COM]',
      'oauth-required',
    ],
    ['smtp', 'sign-in', '535 5.7.3 Authentication unsuccessful', 'credentials-rejected'],
    ['smtp', 'sign-in', '550 5.7.30 Basic authentication is not supported for Client Submission.', 'oauth-required'],
    ['smtp', 'sign-in', '530 5.7.0 Must issue a STARTTLS command first. abc', 'wrong-security-mode'],
    ['smtp', 'sign-in', '504 5.7.4 Unrecognized authentication type', 'capability-missing'],
    ['smtp', 'sign-in', '535 5.7.8 Error: authentication failed: no mechanism available', 'capability-missing'],
    ['smtp', 'sign-in', '502 5.5.2 Syntax error, command unrecognized.', 'capability-missing'],
    ['smtp', 'sign-in', '535 Authentication credentials invalid', 'credentials-rejected'],
    ['smtp', 'sign-in', '535 5.7.1 Authentication failed', 'credentials-rejected'],
    ['smtp', 'greeting', '554 5.7.1 Your address is blocked', 'connection-refused'],
    ['smtp', 'greeting', '554 mx.example.com', 'connection-refused'],
    ['smtp', 'tls', '502 5.5.1 command not implemented', 'encryption-unavailable'],
    ['smtp', 'mail-from', '530 5.7.0 Authentication required', 'sender-refused'],
    ['smtp', 'mail-from', '550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'sender-refused'],
    ['smtp', 'mail-from', '553 Relaying disallowed as ada@example.com', 'sender-refused'],
    ['smtp', 'recipient', '550 SMTP AUTH is required for message submission on port 587', 'recipient-refused'],
    ['smtp', 'recipient', '550 relay not permitted', 'recipient-refused'],
    ['smtp', 'recipient', '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown', 'recipient-refused'],
    [
      'smtp',
      'recipient',
      '450 4.2.0 <ada@example.com>: Recipient address rejected: Greylisted',
      'temporarily-unavailable',
    ],
    ['smtp', 'data', '550 5.4.5 Daily user sending quota exceeded. abc - gsmtp', 'rate-limited'],
    ['smtp', 'data', '552 5.2.2 mailbox full', 'message-refused'],
    ['smtp', 'data', '550 High probability of spam', 'message-refused'],
  ])('%s %s: %s → %s', (protocol, step, text, diagnosis) => {
    expect(classifyReply({ protocol, step, text })?.diagnosis).toBe(diagnosis);
  });

  it('joins the lines of a reply and counts its alerts', () => {
    const text =
      '534-5.7.9 Application-specific\r\n534-5.7.9 password required. Learn more at\r\n534 5.7.9 https://x - gsmtp';
    expect(classifyReply({ protocol: 'smtp', step: 'sign-in', text })?.diagnosis).toBe('app-password-required');
    const alerts = ['Application-specific password required: https://support.google.com/accounts/answer/185833'];
    expect(classifyReply({ protocol: 'imap', step: 'sign-in', text: 'no', alerts })?.diagnosis).toBe(
      'app-password-required',
    );
  });

  it('knows the servers that refuse every password', () => {
    const reply = {
      protocol: 'imap',
      step: 'sign-in',
      text: 'Invalid credentials',
      code: 'AUTHENTICATIONFAILED',
    } as const;
    expect(classifyReply({ ...reply, host: 'outlook.office365.com' })?.diagnosis).toBe('oauth-required');
    expect(classifyReply({ ...reply, host: 'outlook.com.example.net' })?.diagnosis).toBe('credentials-rejected');
    expect(classifyReply({ ...reply, code: 'UNAVAILABLE', host: 'outlook.office365.com' })?.retryable).toBe(true);
  });

  it('says nothing of what it does not know', () => {
    expect(classifyReply({ protocol: 'pop3', step: 'sign-in', text: '-ERR 42' })).toBeNull();
    expect(classifyReply({ protocol: 'imap', step: 'open-inbox', text: 'NO [EXPUNGEISSUED] gone' })).toBeNull();
  });
});

describe('the table', () => {
  it('names each row once, and its source', () => {
    const names = replyTable.map((rule) => rule.row);
    expect(names).toEqual([...new Set(names)]);
    expect(replyTable.filter((rule) => rule.source.length < 8)).toEqual([]);
  });

  it('has a condition in every row besides the protocol', () => {
    const open = replyTable.filter(
      ({ text, code, reply, enhanced, status }) => !(text ?? code ?? reply ?? enhanced ?? status),
    );
    expect(open).toEqual([]);
  });

  it('reads the longest text in a moment, whatever it repeats', () => {
    const words = ['login ', 'account ', 'from ', 'too many ', 'a', ' ', 'sender address ', 'use OAuth ', 'exceeded '];
    words.push('unable to connect to ', 'password ', 'log in ', 'mot de passe ', 'database ', 'IMAP ', 'outgoing ');
    const started = performance.now();
    for (const word of words) {
      classifyReply({ protocol: 'smtp', step: 'sign-in', text: word.repeat(500).slice(0, 500) });
    }
    expect(performance.now() - started).toBeLessThan(500);
  });
});
