import type { Rule } from './rule.js';

const rfc5321 = 'RFC 5321 §4.2';
const rfc4954 = 'RFC 4954 §4 and §6';

const smtp = (reply: string, steps: Rule['steps'], diagnosis: Rule['diagnosis'], source: string): Rule => ({
  row: `smtp-${reply}${steps === undefined ? '' : `-${steps.join('-')}`}`,
  protocols: ['smtp'],
  reply,
  ...(steps === undefined ? {} : { steps }),
  diagnosis,
  source,
});

/** The last resort: the bare reply code of SMTP, and the status word of IMAP, at the step where they came. */
export const classRules: readonly Rule[] = [
  smtp('525', undefined, 'account-locked', 'RFC 5248 registry: 525 5.7.13'),
  smtp('523', ['sign-in'], 'wrong-security-mode', 'RFC 5248 registry: 523 5.7.10'),
  smtp('538', undefined, 'wrong-security-mode', rfc4954),
  smtp('530', ['capability', 'sign-in'], 'wrong-security-mode', 'RFC 3207 §4'),
  smtp('530', ['mail-from'], 'sender-refused', rfc4954),
  smtp('530', ['recipient', 'data'], 'recipient-refused', rfc4954),
  smtp('534', ['sign-in'], 'capability-missing', rfc4954),
  {
    row: 'smtp-535-5.5.4',
    protocols: ['smtp'],
    reply: '535',
    enhanced: ['5.5.4'],
    diagnosis: 'server-misbehaved',
    source: 'Gmail: "535 5.5.4 Optional Argument not permitted for that AUTH mode."',
  },
  smtp('535', undefined, 'credentials-rejected', rfc4954),
  smtp('421', undefined, 'temporarily-unavailable', `${rfc5321}.3`),
  smtp('4xx', undefined, 'temporarily-unavailable', `${rfc5321}.1`),
  smtp('500', ['sign-in'], 'capability-missing', `${rfc5321}.2: command not recognized`),
  smtp(
    '502',
    ['sign-in'],
    'capability-missing',
    'sandstorm-io/sandstorm#2876: "502 5.5.2 Syntax error, command unrecognized."',
  ),
  smtp('503', ['sign-in'], 'capability-missing', 'Exim and Postfix: AUTH where it is not offered'),
  smtp('504', ['sign-in'], 'capability-missing', `${rfc4954}: mechanism not supported`),
  smtp('501', ['sign-in'], 'server-misbehaved', rfc4954),
  smtp('5xx', ['sign-in'], 'credentials-rejected', rfc4954),
  smtp('5xx', ['greeting'], 'connection-refused', 'RFC 7504 §3'),
  smtp('5xx', ['tls'], 'encryption-unavailable', 'RFC 3207 §4'),
  smtp('5xx', ['capability'], 'server-misbehaved', `${rfc5321}.2`),
  smtp('552', ['recipient', 'data'], 'message-refused', `${rfc5321}.2: storage`),
  smtp('5xx', ['mail-from'], 'sender-refused', `${rfc5321}.2`),
  smtp('5xx', ['recipient'], 'recipient-refused', `${rfc5321}.2`),
  smtp('5xx', ['data'], 'message-refused', `${rfc5321}.2`),
  {
    // Below the wordings: what is permanent may be that POP3 is turned off, or that there is no such mailbox.
    row: 'pop3-sys/perm',
    protocols: ['pop3'],
    code: 'SYS/PERM',
    diagnosis: 'server-misbehaved',
    source: 'RFC 3206 §4',
  },
  {
    row: 'imap-bye',
    protocols: ['imap'],
    status: 'BYE',
    diagnosis: 'temporarily-unavailable',
    source: 'RFC 9051 §7.1.5',
  },
  {
    row: 'imap-no-sign-in',
    protocols: ['imap'],
    steps: ['sign-in'],
    status: 'NO',
    diagnosis: 'credentials-rejected',
    source: 'RFC 9051 §6.2.3: "NO: login failure: user name or password rejected"',
  },
  {
    row: 'imap-no-open-inbox',
    protocols: ['imap'],
    steps: ['open-inbox'],
    status: 'NO',
    diagnosis: 'mailbox-unavailable',
    source: 'RFC 9051 §6.3.2: "NO: select failure, now in authenticated state: no such mailbox, cannot access mailbox"',
  },
  {
    row: 'imap-bad',
    protocols: ['imap'],
    status: 'BAD',
    diagnosis: 'server-misbehaved',
    source: 'RFC 9051 §7.1.3: what we send is correct, so the server reads it otherwise',
  },
];
