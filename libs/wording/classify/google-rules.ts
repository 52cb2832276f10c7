import { sending, type Rule } from './rule.js';

/** Gmail and Google Workspace. They refuse account passwords altogether, and say so in several ways. */
export const googleRules: readonly Rule[] = [
  {
    row: 'gmail-app-password',
    text: /application-specific password required|InvalidSecondFactor/i,
    diagnosis: 'app-password-required',
    source: 'BrianLeishman/go-imap#25; LukeSmithxyz/mutt-wizard#831; PHPMailer/PHPMailer#1708; mailman#50 (POP3)',
  },
  {
    row: 'gmail-web-login',
    text: /log ?in (?:via|with|through) (?:your|a) web ?browser and|log in via your web browser|WebLoginRequired|web login required/i,
    diagnosis: 'web-sign-in-required',
    source: 'kootenpv/yagmail#111; nodemailer/nodemailer#653; barbushin/php-imap#87; firebase/functions-samples#39',
  },
  {
    row: 'gmail-web-alert',
    protocols: ['imap', 'pop3'],
    code: 'WEBALERT',
    diagnosis: 'web-sign-in-required',
    source: 'Gmail IMAP: "NO [WEBALERT https://accounts.google.com/signin/continue?…] Web login required."',
  },
  {
    row: 'gmail-domain-disabled',
    text: /(?:IMAP|POP) access is disabled for your domain/i,
    diagnosis: 'admin-must-enable',
    source: 'mozilla-b2g/gaia-email-libs-and-more, errors of Gmail IMAP',
  },
  {
    row: 'gmail-protocol-disabled',
    text: /account is not enabled for (?:IMAP|POP)/i,
    diagnosis: 'protocol-disabled',
    source: 'MailCore/mailcore2 MCIMAPSession.cpp; mozilla-b2g/gaia-email-libs-and-more',
  },
  {
    row: 'gmail-bandwidth',
    text: /exceeded (?:command or )?bandwidth limits?|receiving mail at a rate|lockdown in sector/i,
    diagnosis: 'rate-limited',
    source: 'MailCore/mailcore2; ljmerza/ha-email-sensor#16',
  },
  {
    row: 'gmail-connections',
    text: /too many simultaneous connections/i,
    diagnosis: 'too-many-connections',
    source: 'zone-eu/wildduck#35; dinhvh/libetpan#160',
  },
  {
    row: 'gmail-attempts',
    text: /too many login attempts/i,
    diagnosis: 'rate-limited',
    source: 'Gmail SMTP: "454 4.7.0 Too many login attempts, please try again later."; warmbly/warmbly#620',
  },
  {
    row: 'gmail-daily-quota',
    protocols: ['smtp'],
    text: /daily (?:user |SMTP relay )*sending (?:quota|limit) exceeded/i,
    diagnosis: 'rate-limited',
    source: 'Gmail SMTP: "550 5.4.5 Daily user sending quota exceeded."; support.google.com/mail/?p=UsageLimit',
  },
  {
    row: 'gmail-unusual-rate',
    protocols: ['smtp'],
    steps: sending,
    reply: '4xx',
    text: /unusual rate of (?:unsolicited )?mail/i,
    diagnosis: 'rate-limited',
    source:
      'Gmail SMTP: "421-4.7.0 Our system has detected an unusual rate of unsolicited mail"; support.google.com/a/answer/3726730',
  },
];
