import { sending, type Rule } from './rule.js';

/** Server software that anybody may run: Dovecot, Cyrus, Courier, hMailServer, Postfix, Exim with cPanel, Sendmail, nodemailer's. */
export const serverRules: readonly Rule[] = [
  {
    row: 'dovecot-connections',
    text: /Maximum number of connections/i,
    diagnosis: 'too-many-connections',
    source: 'dovecot/core login-common/sasl-server.c; mscdex/node-imap#606 shows it behind [UNAVAILABLE]',
  },
  {
    row: 'connections-wording',
    text: /too many (?:\w+ ){0,3}(?:connections|sessions|clients)|too many (?:concurrent|simultaneous|parallel) |max(?:imum)?\.? (?:number of )?(?:\w+ ){0,2}(?:connections|sessions|clients|(?:simultaneous|concurrent|parallel) (?:\w+ )?log-?ins)|session limit|connection limit (?:reached|exceeded)|connections? (?:per|from) .{0,30}exceeded/i,
    diagnosis: 'too-many-connections',
    source:
      'Exim smtp_in.c: "421 Too many concurrent SMTP connections"; couriertcpd: "Maximum connection limit reached"; RFC 5530 LIMIT',
  },
  {
    row: 'refused-greeting',
    protocols: ['smtp'],
    steps: ['greeting'],
    reply: '5xx',
    text: /service (?:is )?(?:unavailable|not available)|no SMTP service/i,
    diagnosis: 'connection-refused',
    source:
      'postmaster.gmx.net: "554 Nemesis ESMTP Service not available"; Postfix: "554 5.7.1 Service unavailable; Client host […] blocked using …"',
  },
  {
    row: 'client-listed',
    protocols: ['smtp'],
    steps: sending,
    reply: '5xx',
    text: /(?:client host|\bIP\b|address|host|server)\b.{0,60}\b(?:blocked|listed|blacklisted|blocklisted) (?:using|by|at|in|on)\b/i,
    diagnosis: 'message-refused',
    source: 'Postfix smtpd_check.c: "554 5.7.1 Service unavailable; Client host […] blocked using zen.spamhaus.org"',
  },
  {
    row: 'quota-of-sending',
    text: /exceed\w* (?:\S+ ){0,6}?(?:sending|send|hourly|daily|\d+-hour|rate|message rate|e?-?mails per \w+|messages per \w+|defers) ?(?:\S+ )?(?:limit|quota)?|(?:sending|send|submission|relay|message|e?-?mail|rate|hourly|daily) ?(?:rate )?(?:limit|quota)s? (?:\w+ )?(?:exceeded|reached|hit)|sending rate exceeded|rate ?limit|rate overlimit|(?:number|count) of (?:messages|recipients|connections).{0,20}(?:exceed|maximum|limit)|over (?:\S+ )?(?:sending|rate|hourly|daily) limit|intrusion prevention active/i,
    diagnosis: 'rate-limited',
    source:
      'GoDaddy: "has exceeded its 24-hour sending limit"; cPanel Exim: "has exceeded the max emails per hour"; postmaster.gmx.net: "Mail send limit exceeded"; Mail.ru: "Ratelimit exceeded for mailbox"; IceWarp',
  },
  {
    row: 'sending-suspended',
    protocols: ['smtp'],
    text: /outgoing (?:\S+ ){0,4}?(?:has been |is |are )?(?:blocked|suspended|disabled)|(?:account|user|mailbox|sender) (?:\S+ ){0,3}?(?:is |has been )?(?:blocked|suspended) (?:for|due|because)/i,
    diagnosis: 'account-locked',
    source:
      'cPanel Exim: "Outgoing mail from … has been suspended"; Zoho: "554 5.1.8 Email Outgoing Blocked"; OVH: "Account is blocked for spam"',
  },
  {
    row: 'attempts-wording',
    text: /too many (?:\w+ ){0,4}(?:attempts?|failures|fail(?:ed)? logins|logins|commands|errors|requests|messages|passwords|authentications)|max(?:imum)? (?:number of )?(?:logins?|attempts|tries|failures) (?:\w+ )?(?:exceeded|reached)|\bwait (?:at least |for )?(?:\d+|a few|several|some) ?(?:s|sec\w*|m|min\w*|hours?)\b|(?:once|only) (?:every|per|in) \d+|too (?:frequent\w*|often|soon|fast|quickly)\b|throttl\w+|slow down|(?:login|auth\w*|message|sending) (?:rate|frequency|quota) ?(?:limit)? ?(?:exceeded|reached|limited)|exceeded the max (?:defers|emails)|rate[ -]limit/i,
    diagnosis: 'rate-limited',
    source:
      'ddeboer/imap#368; Mailu/Mailu#1251; Postfix smtpd_sasl_proto.c: "450 4.7.1 Error: too many AUTH commands"; hMailServer POP3Connection.cpp; cPanel Exim',
  },
  {
    row: 'mailbox-in-use',
    protocols: ['imap', 'pop3'],
    text: /(?:maildrop|mailbox|mail spool|inbox) (?:is )?(?:already )?(?:locked|in use|busy|being used)|unable to lock|can(?:not|'t) (?:get|obtain|acquire) (?:a )?lock|another (?:POP3? )?session/i,
    diagnosis: 'temporarily-unavailable',
    source: 'RFC 1939 §7: "-ERR maildrop already locked"; cyrus-imapd pop3d.c; horms/perdition#4',
  },
  {
    row: 'account-locked-for-a-while',
    text: /\b(?:account|user|login)\b.{0,30}temporarily (?:locked|blocked|disabled|suspended|restricted)|temporarily (?:locked|blocked|disabled|suspended) (?:\w+ ){0,2}(?:account|user|login)/i,
    diagnosis: 'account-locked',
    source:
      'dovecot/core client-common.h: "Account is temporarily disabled."; MDaemon "account temporarily frozen or locked"',
  },
  {
    row: 'tls-out-of-order',
    protocols: ['smtp'],
    steps: ['tls'],
    reply: '454',
    diagnosis: 'server-misbehaved',
    source: 'RFC 3207 §4: "454 TLS not available due to temporary reason"; Exim: "454 TLS currently unavailable"',
  },
  {
    row: 'cyrus-layer',
    text: /only available under a layer/i,
    diagnosis: 'wrong-security-mode',
    source: 'cyrus-imapd imap/imapd.c and imap/pop3d.c',
  },
  {
    row: 'encryption-wording',
    text: /(?:plain ?text|cleartext|clear text) (?:authentication|passwords?|logins?) (?:is |are )?(?:disallowed|not (?:allowed|permitted|supported|accepted))|encryption (?:is )?(?:required|needed)|(?:must|need to|please) (?:issue|use|enable|activate|run) (?:an? |the )?(?:STARTTLS|STLS|TLS|SSL|(?:encrypted|secure) connection)|(?:STARTTLS|STLS|TLS|SSL|SSL\/TLS|secure connection|encrypted connection)(?:[ -]connection)? (?:is )?(?:requi\w+|needed|first|mandatory)|without (?:SSL|TLS|encryption)|only (?:SSL|TLS|secure|encrypted) |requires? (?:\w+ ){0,4}(?:SSL|TLS|STARTTLS|encryption|secure connection|encrypted connection)|(?:connection|session|channel) (?:is )?not (?:secure|encrypted)|(?:TLS|SSL|encryption) is (?:not|in)[ -]?active|(?:when|unless|until) (?:\w+ )?(?:TLS|SSL|encryption)\b/i,
    steps: ['greeting', 'capability', 'sign-in', 'mail-from', 'recipient'],
    diagnosis: 'wrong-security-mode',
    source:
      'dovecot/core client-common.h; Postfix smtpd.c; OpenSMTPD smtp_session.c: "530 5.7.0 Must issue a STARTTLS command first"; RFC 3207 §4; courier-imap imaplogin.c',
  },
  {
    row: 'imap-login-disabled',
    protocols: ['imap'],
    steps: ['capability', 'sign-in'],
    text: /\bLOGINDISABLED\b/,
    diagnosis: 'wrong-security-mode',
    source: 'RFC 9051 §6.2.3',
  },
  {
    row: 'smtp-mechanisms',
    protocols: ['smtp'],
    steps: ['capability'],
    text: /\bAUTH\b(?!.*\b(?:PLAIN|LOGIN)\b)/,
    diagnosis: 'capability-missing',
    source: 'nodemailer/nodemailer#145: EHLO offers only AUTH GSSAPI NTLM',
  },
  {
    row: 'mechanism-wording',
    steps: ['sign-in'],
    text: /(?:invalid|unsupported|unrecognized|unknown|unsuitable) (?:authentication|auth|SASL) (?:mechanism|type|method)|(?:mechanism|authentication (?:type|method)) (?:is )?(?:not (?:supported|available|allowed|implemented)|unsupported|unavailable)|no (?:mechanism|worthy mechs)|authentication (?:is )?not (?:enabled|supported|available)|AUTH command used when not advertised|mechanism is too weak|\b(?:LOGIN|AUTH|PLAIN|AUTHENTICATE) (?:command )?(?:is )?(?:disabled|not (?:available|supported))(?! for)/i,
    diagnosis: 'capability-missing',
    source:
      'Postfix smtpd_sasl_proto.c: "503 5.5.1 Error: authentication not enabled"; Exim smtp_in.c; Cyrus SASL error texts; RFC 4954 §6',
  },
  {
    row: 'sender-wording',
    protocols: ['smtp'],
    steps: sending,
    text: /sender (?:address )?(?:\S+ )?(?:is )?(?:rejected|refused|denied|invalid|not (?:owned|allowed|permitted|authori[sz]ed))|not owned by (?:auth )?user|not (?:allowed|permitted|authori[sz]ed) to send (?:as|from|mail from)|(?:from|sender|envelope) .{0,40}(?:does not|doesn['’]t|must|mis-?)[ -]?(?:match|equal|be same|be the same)|invalid sender|from must equal|sender mismatch|(?:from |sender )?address (?:is )?not verified|sender verif(?:y|ication) failed|not (?:a )?local sender|badmailfrom|not authori[sz]ed to send from|sender domain|domain of sender|(?:unconfigured|unverified|unauthori[sz]ed) (?:sending |sender )?domain/i,
    diagnosis: 'sender-refused',
    source:
      'Postfix smtpd_check.c: "553 5.7.1 <…>: Sender address rejected: not owned by user"; Yandex and Fastmail alike',
  },
  {
    row: 'relay-wording',
    protocols: ['smtp'],
    steps: ['recipient', 'data'],
    text: /relay(?:ing)? (?:access )?(?:\S+ )?(?:is )?(?:denied|not permitted|not allowed|prohibited|refused)|unable to relay|not permitted to relay|relais refus|allowed rcpthosts|delivery is not allowed to/i,
    diagnosis: 'recipient-refused',
    source:
      'Postfix smtpd_check.c: "554 5.7.1 <…>: Relay access denied"; Exim: "550 relay not permitted"; Exchange: "550 5.7.54 SMTP; Unable to relay"; support.microsoft.com/kb/290842/fr',
  },
  {
    row: 'authentication-needed',
    protocols: ['smtp'],
    steps: ['recipient', 'data'],
    text: /authenticat\w+ (?:is )?(?:required|needed)|SMTP AUTH is required|turn on SMTP authentication|must (?:first )?authenticate|need to authenticate|not authenticated|AUTH first/i,
    diagnosis: 'recipient-refused',
    source:
      'cPanel Exim: "550 SMTP AUTH is required for message submission on port 587", "550-Please turn on SMTP Authentication in your mail client"',
  },
  {
    row: 'authentication-needed-sender',
    protocols: ['smtp'],
    steps: ['mail-from'],
    text: /authenti\w+ (?:is )?(?:required|needed|requise)|SMTP AUTH|must (?:first )?authenticate|need (?:to authenticate|EHLO and AUTH)|not (?:authenticated|logged in)|AUTH first/i,
    diagnosis: 'sender-refused',
    source: 'RFC 4954 §6: "530 5.7.0 Authentication required"; Postfix: "Sender address rejected: not logged in"',
  },
  {
    row: 'client-rejected',
    protocols: ['smtp'],
    steps: ['mail-from', 'recipient'],
    text: /client host rejected: access denied/i,
    diagnosis: 'recipient-refused',
    source: 'Postfix submission without a sign-in: "554 5.7.1 <unknown[…]>: Client host rejected: Access denied"',
  },
  {
    row: 'message-wording',
    protocols: ['smtp'],
    steps: ['data'],
    reply: '5xx',
    text: /(?:mail|message) (?:\S+ ){0,2}?(?:rejet\w*|rejected|refused|denied|blocked|not accepted)|content (?:is )?(?:denied|rejected)|spam message|considered spam|looks like spam/i,
    diagnosis: 'message-refused',
    source: 'postmaster.orange.fr: "550 5.2.0 Mail rejete. Mail rejected."; QQ Mail: "550 Mail content denied"',
  },
  {
    row: 'mailbox-full-wording',
    steps: ['recipient', 'data', 'open-inbox', 'sign-in'],
    text: /mailbox (?:is )?full|over ?quota|quota (?:is )?exceeded|insufficient (?:system )?storage|out of storage/i,
    diagnosis: 'message-refused',
    source: 'RFC 3463 X.2.2; dovecot/core quota plugin: "Quota exceeded (mailbox for user is full)"',
  },
  {
    row: 'recipient-wording',
    protocols: ['smtp'],
    steps: ['recipient'],
    reply: '5xx',
    text: /^(?!.*\b(?:disabled|suspended|locked)\b).*(?:recipient (?:address )?(?:\S+ )?(?:is )?(?:rejected|refused|denied|unknown|not found|invalid)|invalid recipient|no such (?:user|mailbox|recipient)|(?:user|mailbox|account|recipient)\b.{0,30}\b(?:unknown|not found|not available|unavailable|does not exist))/i,
    diagnosis: 'recipient-refused',
    source:
      'Postfix smtpd_check.c: "Recipient address rejected"; qmail "no mailbox here by that name"; Exchange "RecipientNotFound"',
  },
];
