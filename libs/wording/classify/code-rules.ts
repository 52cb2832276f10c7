import { sending, type Rule } from './rule.js';

const rfc5530 = 'RFC 5530 §3';

const imap = (code: string, diagnosis: Rule['diagnosis'], source = rfc5530, steps?: Rule['steps']): Rule => ({
  row: `imap-${code.toLowerCase()}${steps === undefined ? '' : `-${steps.join('-')}`}`,
  protocols: ['imap'],
  code,
  ...(steps === undefined ? {} : { steps }),
  diagnosis,
  source,
});

const imapCodes: readonly Rule[] = [
  imap('UNAVAILABLE', 'temporarily-unavailable'),
  imap('INUSE', 'temporarily-unavailable'),
  imap('AUTHENTICATIONFAILED', 'credentials-rejected'),
  imap('EXPIRED', 'credentials-rejected'),
  imap('AUTHORIZATIONFAILED', 'mailbox-unavailable'),
  imap('PRIVACYREQUIRED', 'wrong-security-mode'),
  // Dovecot gives it to accounts that the administrator disabled.
  imap('CONTACTADMIN', 'account-locked', `${rfc5530}; dovecot/core imap-login`, ['sign-in']),
  imap('CONTACTADMIN', 'mailbox-unavailable'),
  imap('NOPERM', 'mailbox-unavailable'),
  imap('CORRUPTION', 'mailbox-unavailable'),
  imap('NONEXISTENT', 'mailbox-unavailable'),
  imap('CANNOT', 'mailbox-unavailable'),
  imap('TRYCREATE', 'mailbox-unavailable', 'RFC 9051 §7.1'),
  imap('REFERRAL', 'mailbox-unavailable', 'RFC 2221 §4, RFC 2193'),
  imap('LIMIT', 'rate-limited'),
  imap('OVERQUOTA', 'message-refused'),
  imap('SERVERBUG', 'server-misbehaved'),
  imap('CLIENTBUG', 'internal'),
  imap('EXPUNGEISSUED', null),
];

const pop3 = (code: string, diagnosis: Rule['diagnosis'], source: string): Rule => ({
  row: `pop3-${code.toLowerCase()}`,
  protocols: ['pop3'],
  code,
  diagnosis,
  source,
});

const pop3Codes: readonly Rule[] = [
  pop3('SYS/TEMP', 'temporarily-unavailable', 'RFC 3206 §4'),
  pop3('IN-USE', 'temporarily-unavailable', 'RFC 2449 §8.1.2'),
  pop3('LOGIN-DELAY', 'rate-limited', 'RFC 2449 §8.1.1'),
  pop3('AUTH', 'credentials-rejected', 'RFC 3206 §5'),
  // Not of POP3, but servers that speak IMAP too send them.
  pop3('UNAVAILABLE', 'temporarily-unavailable', rfc5530),
  pop3('AUTHENTICATIONFAILED', 'credentials-rejected', rfc5530),
];

const smtp = (
  enhanced: readonly string[],
  diagnosis: Rule['diagnosis'],
  source: string,
  steps?: Rule['steps'],
): Rule => ({
  row: `smtp-${enhanced[0]}${steps === undefined ? '' : `-${steps.join('-')}`}`,
  protocols: ['smtp'],
  enhanced,
  ...(steps === undefined ? {} : { steps }),
  diagnosis,
  source,
});

const rfc3463 = 'RFC 3463 §3';
const registry = 'IANA, SMTP Enhanced Status Codes (RFC 5248)';

const smtpCodes: readonly Rule[] = [
  smtp(['5.7.8'], 'credentials-rejected', 'RFC 4954 §6', ['sign-in']),
  smtp(['5.7.9', '4.7.12'], 'capability-missing', 'RFC 4954 §6', ['sign-in']),
  smtp(['5.7.10', '5.7.11'], 'wrong-security-mode', `RFC 4954 §6; ${registry}`),
  smtp(['5.7.13'], 'account-locked', registry),
  smtp(['5.7.57', '5.7.60'], 'sender-refused', 'learn.microsoft.com, non-delivery reports of Exchange Online'),
  smtp(['4.2.2', '5.2.2', '4.3.1', '5.3.4', '5.2.3', '5.3.1'], 'message-refused', rfc3463, sending),
  smtp(['5.4.5'], 'rate-limited', 'support.google.com/mail/?p=UsageLimit', sending),
  smtp(['5.7.26', '5.7.20', '5.7.21', '5.7.22', '5.7.23', '5.7.24', '5.7.25'], 'message-refused', registry, sending),
  smtp(['5.1.7', '5.1.8', '5.1.10'], 'sender-refused', `${rfc3463}; RFC 7505 §4`, ['mail-from']),
  smtp(['5.1.7', '5.1.8'], 'sender-refused', rfc3463, ['recipient', 'data']),
  smtp(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.0', '5.2.1'], 'recipient-refused', rfc3463, [
    'recipient',
    'data',
  ]),
  smtp(['5.7.1'], 'sender-refused', rfc3463, ['mail-from']),
  smtp(['5.7.1'], 'message-refused', rfc3463, ['recipient', 'data']),
];

/** What the standards let a server say in a code, whatever its words. */
export const codeRules: readonly Rule[] = [...imapCodes, ...pop3Codes, ...smtpCodes];
