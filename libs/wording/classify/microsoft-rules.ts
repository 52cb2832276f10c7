import { sending, type Rule } from './rule.js';

const accessDocumentation = 'learn.microsoft.com, "Enable or disable authenticated client SMTP submission (SMTP AUTH)"';

/** Exchange Online, Outlook.com and Exchange Server. */
export const microsoftRules: readonly Rule[] = [
  {
    row: 'exchange-smtp-auth-disabled',
    protocols: ['smtp'],
    text: /SmtpClientAuthentication is disabled/i,
    diagnosis: 'admin-must-enable',
    source: `simonrob/email-oauth2-proxy#193; nodemailer/nodemailer#1484; ${accessDocumentation}`,
  },
  {
    row: 'exchange-criteria',
    protocols: ['smtp'],
    text: /did not meet the criteria to be authenticated/i,
    diagnosis: 'admin-must-enable',
    source: 'gophish/gophish#3220 (conditional access or multifactor authentication)',
  },
  {
    row: 'exchange-security-defaults',
    text: /locked by your organization['’]s security defaults/i,
    diagnosis: 'admin-must-enable',
    source:
      'Exchange Online: "535 5.7.139 Authentication unsuccessful, user is locked by your organization\'s security defaults policy."',
  },
  {
    row: 'exchange-basic-disabled',
    text: /basic authentication is (?:disabled|not supported|no longer)/i,
    diagnosis: 'oauth-required',
    source:
      'nodemailer/nodemailer#1714; lukevella/rallly#3154; techcommunity.microsoft.com, "550 5.7.30 Basic authentication is not supported for Client Submission"',
  },
  {
    row: 'exchange-smtp-unsuccessful',
    protocols: ['smtp'],
    steps: ['sign-in'],
    text: /Authentication unsuccessful.*\.OUTLOOK\.COM/i,
    diagnosis: 'oauth-required',
    source:
      'mageplaza/magento-2-smtp#108: "535 5.7.3 Authentication unsuccessful [DB6P18901CA0015.EURP189.PROD.OUTLOOK.COM]"',
  },
  {
    row: 'exchange-credentials',
    protocols: ['smtp'],
    steps: ['sign-in'],
    text: /user credentials were incorrect|password (?:has |is )?expired/i,
    diagnosis: 'credentials-rejected',
    source: 'Exchange Online: "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect."',
  },
  {
    row: 'exchange-5.7.139',
    protocols: ['smtp'],
    steps: ['sign-in'],
    enhanced: ['5.7.139'],
    diagnosis: 'oauth-required',
    source: 'hassio-addons/app-vaultwarden#402',
  },
  {
    row: 'exchange-imap-failed',
    protocols: ['imap'],
    steps: ['sign-in'],
    // Capitals and full stop are Exchange's own; Courier says "Login failed.", Zimbra "LOGIN failed".
    text: /^(?:(?:\S+ )?NO )?(?:LOGIN|AUTHENTICATE) failed\.$/,
    diagnosis: 'oauth-required',
    source: 'imapsync/imapsync#317; jstedfast/MailKit#483',
  },
  {
    row: 'exchange-pop-failed',
    protocols: ['pop3'],
    steps: ['sign-in'],
    text: /(?:Logon|Authentication) failure: unknown user name or bad password/i,
    diagnosis: 'oauth-required',
    source: 'simonrob/email-oauth2-proxy#244; mattnenterprise/rust-pop3#17',
  },
  {
    row: 'outlook-blocked',
    text: /Account is blocked/i,
    diagnosis: 'account-locked',
    source:
      'mscdex/node-imap#799: "LOGIN failed. Account is blocked. Login to your account via a web browser to verify your identity."',
  },
  {
    row: 'exchange-not-connected',
    protocols: ['imap', 'pop3'],
    text: /authenticated but not connected/i,
    diagnosis: 'mailbox-unavailable',
    source: 'jstedfast/MailKit#1494; mscdex/node-imap#689',
  },
  {
    row: 'exchange-throttled',
    text: /Request is throttled|exceeded the login limit|Reduce the frequency of requests|SubmissionQuotaExceeded/i,
    diagnosis: 'rate-limited',
    source:
      'Exchange Online IMAP: "BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds"; Outlook.com POP3: "Exceeded the login limit for a 15 minute period."; learn.microsoft.com, sending limits',
  },
  {
    row: 'exchange-concurrent',
    text: /concurrent connections (?:limit exceeded|has exceeded a limit)|thread limit exceeded|maximum number of concurrent (?:server )?connections/i,
    diagnosis: 'too-many-connections',
    source:
      'learn.microsoft.com, Exchange Online: "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", "421 4.3.2 The maximum number of concurrent connections has exceeded a limit"',
  },
  {
    row: 'exchange-send-as',
    protocols: ['smtp'],
    text: /SendAsDenied|does not have permissions? to send as this sender/i,
    diagnosis: 'sender-refused',
    source: 'learn.microsoft.com: "5.7.60 SMTP; Client does not have permissions to send as this sender"',
  },
  {
    row: 'exchange-not-authenticated',
    protocols: ['smtp'],
    steps: sending,
    text: /client (?:was )?not authenticated/i,
    diagnosis: 'sender-refused',
    source: 'vilega/O365Troubleshooters#153: "530 5.7.57 Client not authenticated to send mail"',
  },
  {
    row: 'exchange-spam-suspended',
    protocols: ['smtp'],
    text: /OutboundSpamException|bad outbound sender/i,
    diagnosis: 'account-locked',
    source:
      'learn.microsoft.com, non-delivery reports: "5.1.8 Access denied, bad outbound sender", "WASCL UserAction verdict is Refuse"',
  },
];
