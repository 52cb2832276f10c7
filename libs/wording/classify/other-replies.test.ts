import { describe, expect, it } from 'vitest';
import { classifyReply, type MailProtocol, type ReplyStep } from '../index.js';
import fixture from './other-replies.fixture.json' with { type: 'json' };
import { takenApart } from './testing/taken-apart.js';

const rows = fixture.rows.map((row) => ({ ...row, proto: row.proto as MailProtocol, step: row.step as ReplyStep }));
const blaming = new Set(['credentials-rejected', 'app-password-required', 'oauth-required', 'account-locked']);

describe('other replies of the same providers and servers', () => {
  it.each(rows)('$proto $step: $text → $expect', ({ proto: protocol, step, text, expect: diagnosis, retryable }) => {
    expect(classifyReply({ protocol, step, text })).toMatchObject({ diagnosis, retryable });
  });

  it('mean the same as drivers hand them over', () => {
    // The status word of IMAP is lost then: what depends on it alone is left to the kind of the driver's failure.
    const differing = rows.filter(({ proto: protocol, step, text, expect: diagnosis }) => {
      const classified = classifyReply({ protocol, step, ...takenApart(protocol, text) });
      return classified !== null && classified.diagnosis !== diagnosis;
    });
    expect(differing.map(({ text }) => text)).toEqual([]);
  });

  it('never blame the account and call it passing at once', () => {
    for (const { proto: protocol, step, text } of rows) {
      const classified = classifyReply({ protocol, step, text });
      if (classified !== null && blaming.has(classified.diagnosis)) expect(classified.retryable, text).toBe(false);
    }
  });
});

const nearMisses: readonly [MailProtocol, ReplyStep, string, string][] = [
  ['imap', 'sign-in', 'NO [AUTHENTICATIONFAILED] Account locked', 'account-locked'],
  ['imap', 'sign-in', 'NO [AUTHENTICATIONFAILED] Invalid password or account locked', 'credentials-rejected'],
  ['imap', 'sign-in', 'NO [AUTHENTICATIONFAILED] Authentication service unavailable', 'temporarily-unavailable'],
  [
    'imap',
    'sign-in',
    'NO [AUTHENTICATIONFAILED] Password authentication is disabled, use OAUTHBEARER',
    'oauth-required',
  ],
  ['imap', 'sign-in', 'BAD LOGIN command disabled; use STARTTLS first', 'wrong-security-mode'],
  ['imap', 'sign-in', 'NO Access denied: outside of allowed country', 'admin-must-enable'],
  ['imap', 'sign-in', 'NO user over quota', 'message-refused'],
  ['pop3', 'sign-in', '-ERR [AUTH] POP3 access disabled', 'protocol-disabled'],
  ['pop3', 'sign-in', '-ERR [AUTH] LDAP server down', 'temporarily-unavailable'],
  ['pop3', 'sign-in', '-ERR Maximum number of logins exceeded. Try later', 'rate-limited'],
  ['pop3', 'sign-in', '-ERR You can only check your mail once every 15 minutes', 'rate-limited'],
  ['pop3', 'sign-in', '-ERR Please wait 5 minutes before logging in again', 'rate-limited'],
  ['pop3', 'sign-in', '-ERR Password supplied for "ada" is incorrect.', 'credentials-rejected'],
  ['pop3', 'sign-in', '-ERR only SSL connections are allowed', 'wrong-security-mode'],
  ['smtp', 'sign-in', '535 5.7.8 SMTP authentication is disabled for this account', 'protocol-disabled'],
  ['smtp', 'sign-in', '535 5.7.8 Authentication failed: your IP is banned', 'admin-must-enable'],
  [
    'smtp',
    'sign-in',
    '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
    'credentials-rejected',
  ],
  ['smtp', 'recipient', '550 5.7.1 Recipient rejected', 'recipient-refused'],
  ['smtp', 'recipient', '552 5.2.2 user is over quota', 'message-refused'],
  ['smtp', 'data', '550 Blocked: sending limit reached', 'rate-limited'],
  ['smtp', 'greeting', '554 5.7.1 Too many connections', 'too-many-connections'],
];

describe('words that refine a code, and words that do not', () => {
  it.each(nearMisses)('%s %s: %s → %s', (protocol, step, text, diagnosis) => {
    expect(classifyReply({ protocol, step, text })?.diagnosis).toBe(diagnosis);
  });
});
