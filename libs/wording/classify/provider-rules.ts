import { sending, type Rule } from './rule.js';

/** Hosted providers other than Google, Microsoft, Tencent and NetEase. */
export const providerRules: readonly Rule[] = [
  {
    row: 'mailru-app-password',
    text: /NEOBHODIM parol prilozheniya|Appl?ication password is REQUIRED/i,
    diagnosis: 'app-password-required',
    source: 'lmanukyan/print-designer#5; thunderbird/thunderbird-android#9069',
  },
  {
    row: 'yahoo-verify',
    text: /#MBR1240|verify your account by going to/i,
    diagnosis: 'web-sign-in-required',
    source: 'Yahoo and AOL SMTP and POP3: "(#MBR1240) Please verify your account by going to https://login.yahoo.com"',
  },
  {
    row: 'yahoo-bad-attempts',
    text: /Too many bad (?:auth|login) attempts/i,
    diagnosis: 'rate-limited',
    source: 'PHPMailer/PHPMailer#2034: "535 5.7.0 (#AUTH005) Too many bad auth attempts."; jstedfast/MailKit#320',
  },
  {
    row: 'yahoo-rate-limit',
    text: /Rate limit hit/i,
    diagnosis: 'rate-limited',
    source: 'postalsys/imapflow#75',
  },
  {
    row: 'yahoo-deferred',
    protocols: ['smtp'],
    reply: '4xx',
    text: /\[TSS?\d+\]|temporarily deferred/i,
    diagnosis: 'rate-limited',
    source: 'senders.yahooinc.com, SMTP error codes: "421 4.7.0 [TS01] Messages from … temporarily deferred"',
  },
  {
    row: 'yandex-imap-disabled',
    text: /(?:invalid credentials|login failure) or (?:IMAP|POP3) (?:is )?disabled/i,
    diagnosis: 'credentials-rejected',
    source:
      'Foundry376/Mailspring#904 and #2111; Yandex POP3: "-ERR [AUTH] login failure or POP3 disabled, try later."',
  },
  {
    row: 'yandex-no-access',
    text: /does not have access rights to this service/i,
    diagnosis: 'protocol-disabled',
    source:
      'Yandex SMTP: "535 5.7.8 Error: authentication failed: This user does not have access rights to this service"',
  },
  {
    row: 'yandex-agreement',
    text: /accept (?:the )?EULA|must accept .{0,40}(?:agreement|terms)/i,
    diagnosis: 'web-sign-in-required',
    source: 'Yandex SMTP: "535 5.7.8 Error: authentication failed: Please accept EULA first."',
  },
  {
    row: 'yandex-robot',
    text: /looks like spam.{0,80}(?:robot|web)/i,
    diagnosis: 'web-sign-in-required',
    source: 'higty/higlabo#17',
  },
  {
    row: 'yandex-hacked',
    text: /account has been temporarily restricted|suspects it may have been hacked/i,
    diagnosis: 'account-locked',
    source: 'mscdex/node-imap#782',
  },
  {
    row: 'yandex-cleartext',
    protocols: ['smtp'],
    text: /without SSL\/TLS encryption is not allowed/i,
    diagnosis: 'wrong-security-mode',
    source: 'PHPMailer/PHPMailer#283: "530 5.7.7 Email sending without SSL/TLS encryption is not allowed."',
  },
  {
    row: 'zoho-not-enabled',
    text: /yet to enable (?:IMAP|POP)/i,
    diagnosis: 'protocol-disabled',
    source: 'zoho.com/mail/help/imap-access.html: "You are yet to enable IMAP for your account."',
  },
  {
    row: 'zoho-unusual',
    protocols: ['smtp'],
    text: /Unusual sending activity detected/i,
    diagnosis: 'account-locked',
    source: 'zoho.com/mail/help/email-error-codes.html: "550 5.4.6 Unusual sending activity detected"',
  },
  {
    row: 'zoho-relay-sender',
    protocols: ['smtp'],
    text: /Relaying disallowed as|Sender is not allowed to relay/i,
    diagnosis: 'sender-refused',
    source: 'zoho.com/mail/help/email-error-codes.html: "553 Relaying disallowed as <address>"',
  },
  {
    row: 'icloud-from',
    protocols: ['smtp'],
    text: /From address is not one of your addresses/i,
    diagnosis: 'sender-refused',
    source: 'iCloud SMTP: "550 5.7.0 From address is not one of your addresses"',
  },
  {
    row: 'gmx-sender',
    protocols: ['smtp'],
    steps: sending,
    text: /Sender address is not allowed/i,
    diagnosis: 'sender-refused',
    source: 'postmaster.gmx.net: "550 Requested action not taken: mailbox unavailable. Sender address is not allowed."',
  },
  {
    row: 'app-password-wording',
    text: /app(?:lication)?[ -]?(?:specific )?password|less secure app/i,
    diagnosis: 'app-password-required',
    source:
      'Purelymail/purelymail-issues#337: "Login failed – please create an app password"; Fastmail, mailbox.org and others say it likewise',
  },
  {
    row: 't-online-mail-password',
    text: /Toid authentication disabled/i,
    diagnosis: 'app-password-required',
    source:
      'T-Online POP3: only the password for e-mail programs is accepted; tiramigoof.de, "T-Online und der Passwort-Salat"',
  },
  {
    row: 'web-sign-in-wording',
    text: /(?:log|sign)[ -]?(?:in|on)\b(?: \S+){0,5}? (?:via|with|through|using|in|on|at|from) (?:\w+ ){0,2}(?:web ?(?:browser|site|mail|page)?|browser)\b|verify (?:your identity|it['’]?s you|that it is you)|confirm your identity|captcha/i,
    diagnosis: 'web-sign-in-required',
    source: 'Outlook.com: "Login to your account via a web browser to verify your identity."; AOL and Mail.ru alike',
  },
  {
    row: 'oauth-wording',
    steps: ['sign-in'],
    text: /\bOAuth ?2?\b.{0,40}(?:required|only|must|instead)|(?:use|requires?|only) (?:\w+ ){0,3}(?:OAuth|XOAUTH2|modern authentication)|modern authentication (?:is )?required|(?:XOAUTH2|OAUTHBEARER) (?:is )?(?:only|required)|legacy auth\w* (?:is |has been )?(?:blocked|disabled|not (?:supported|allowed))/i,
    diagnosis: 'oauth-required',
    source: 'wording of servers whose operators turned passwords off (Comcast, university tenants)',
  },
];
