import type { Rule } from './rule.js';

/**
 * Wordings that refine a code which only says "not let in": `[AUTHENTICATIONFAILED] Account locked`. "Wrong password or
 * account disabled" refines nothing.
 */
export const refiningRules: readonly Rule[] = [
  {
    row: 'protocol-disabled-wording',
    steps: ['sign-in', 'open-inbox'],
    text: /^(?!.*\b(?:credentials?|password|user ?name)\b.{0,20}\bor\b).*(?:\b(?:IMAP4?|POP3?|SMTP)\b(?: \w+){0,5} (?:is |are |has been )?(?:not (?:been )?(?:enabled|allowed|permitted|activated)|disabled|turned off|deactivated|switched off)|(?:not (?:enabled|allowed|permitted|authori[sz]ed)|disabled) (?:for|to use) (?:\w+ ){0,2}(?:IMAP4?|POP3?|SMTP)\b|(?:no|not have|n['’]t have|without) (?:\w+ ){0,2}(?:IMAP4?|POP3?|SMTP) (?:access|permission|service)|(?:IMAP4?|POP3?|SMTP) (?:access|service) (?:is )?(?:not available|restricted|blocked|denied|unavailable|forbidden|prohibited)|(?:purchase|upgrade|subscribe).{0,40}\b(?:IMAP4?|POP3?|SMTP)\b|\b(?:IMAP4?|POP3?|SMTP)\b.{0,60}(?:upgrade|purchase|subscription|premium))/i,
    diagnosis: 'protocol-disabled',
    source: 'MDaemon, Zimbra and Open-Xchange accounts without the service; Gmail says it likewise',
  },
  {
    row: 'not-from-here',
    steps: ['sign-in'],
    text: /\b(?:country|region|location|network|IP(?: address)?)\b.{0,40}\b(?:banned|blacklisted|restricted)|unauthori[sz]ed (?:IP|network|location)|outside (?:of )?(?:the |your )?(?:allowed|permitted|authori[sz]ed)|(?:country|ip|region|location|network) (?:\S+ ){0,3}(?:blocked|denied|not allowed|not permitted)|(?:blocked|denied|not allowed|not permitted) (?:from|for) (?:this|your) (?:ip|country|location|network|address)/i,
    diagnosis: 'admin-must-enable',
    source: 'roundcube/roundcubemail#6809: "NO [ALERT] country blocked"',
  },
  {
    row: 'account-locked-sign-in',
    steps: ['sign-in', 'open-inbox'],
    text: /^(?!.*\b(?:credentials?|password|user ?name)\b.{0,20}\bor\b).*(?:\b(?:account|user|mailbox|domain)\b(?: \S+){0,3} (?:is |was |has been |have been )?(?:locked|blocked|disabled|suspended|deactivated|frozen|closed|inactive|terminated|cancell?ed|expired|not (?:currently )?active|not activated|(?:administratively |permanently )(?:locked|disabled|blocked))|(?:locked|disabled|suspended|inactive|blocked) (?:account|user|mailbox))/i,
    diagnosis: 'account-locked',
    source:
      'Dovecot "Account is disabled"; cPanel Exim "Outgoing mail from … has been suspended"; Zimbra "account inactive"; OVH "account is blocked for spam"',
  },
];

/** Wordings common to many servers, for replies whose code says nothing. */
export const wordingRules: readonly Rule[] = [
  {
    row: 'account-locked-wording',
    text: /\b(?:account|user|mailbox|domain)\b(?: \S+){0,3} (?:is |was |has been |have been )?(?:locked|blocked|disabled|suspended|deactivated|frozen|closed|inactive|terminated|cancell?ed|expired|not (?:currently )?active|not activated|(?:administratively |permanently )(?:locked|disabled|blocked))|(?:locked|disabled|suspended|inactive|blocked) (?:account|user|mailbox)/i,
    diagnosis: 'account-locked',
    source:
      'Dovecot "Account is disabled"; cPanel Exim "Outgoing mail from … has been suspended"; Zimbra "account inactive"; OVH "account is blocked for spam"',
  },
  {
    row: 'maildrop-missing',
    protocols: ['imap', 'pop3'],
    text: /(?:unable to|cannot|can['’]?t|could not|couldn['’]?t|failed to) (?:open|locate|find|access|select) (?:\w+ ){0,2}(?:maildrop|mailbox|inbox|maildir|mail ?spool)|has no (?:\S*)maildir|maildir: no such|\bchdir\b.{0,60}\bfailed|(?:mailbox|maildrop) does(?: not|n['’]t) exist/i,
    diagnosis: 'mailbox-unavailable',
    source:
      'cyrus-imapd pop3d.c: "Unable to locate maildrop"; qmail-pop3d: "this user has no $HOME/Maildir"; Courier: "Fatal error: Maildir: No such file or directory"',
  },
  {
    row: 'password-wording',
    steps: ['sign-in'],
    text: /(?:password|passwd|passphrase|user ?name|credentials?)\b.{0,40}\b(?:incorrect|invalid|wrong|rejected|mismatch|not (?:valid|correct|recogni[sz]ed|known))|(?:invalid|incorrect|bad|wrong|unknown|unrecognized) (?:\w+ ){0,2}(?:credentials?|user ?names?|user ?id|user|login|password|passwd|authentication data)|(?:log[io]n|logon|sign-?in|authentication|authenticate|auth|authorization|password|pass|PAM)[ ,:-]+(?:was |is |has )?(?:failed|fails|failure|fail|error|rejected|refused|denied|unsuccessful|incorrect|invalid|wrong|mismatch|expired)|password (?:\w+ ){0,2}(?:do(?:es)? not match|not accepted)|not accepted|not authori[sz]ed|no such (?:user|account|mailbox)|(?:account|domain) (?:is )?(?:unknown|not found|does not exist)|user (?:is )?(?:unknown|not (?:found|known)|does not exist)|access denied|must change (?:your )?password/i,
    diagnosis: 'credentials-rejected',
    source:
      'hMailServer IMAPCommandLogin.cpp and POP3Connection.cpp: "Invalid user name or password."; Courier "Login failed."; Cyrus "Login failed: authentication failure"; Exim "Incorrect authentication data"; Kerio, MDaemon, Zimbra alike; jens-maus/yam#638 (GMX)',
  },
  {
    row: 'blocked-greeting',
    steps: ['greeting'],
    text: /\bblock(?:ed|list)\b|blacklist|black list|denylist|access denied|rejected|not (?:allowed|permitted)|no SMTP service|banned/i,
    diagnosis: 'connection-refused',
    source: 'RFC 7504 §3 (554 and 521 instead of a greeting); Postfix postscreen and fail2ban setups',
  },
];
