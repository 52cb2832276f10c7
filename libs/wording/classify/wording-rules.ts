import type { Rule } from './rule.js';

/** Wordings common to many servers, for replies whose code says nothing. */
export const wordingRules: readonly Rule[] = [
  {
    row: 'protocol-disabled-wording',
    steps: ['sign-in', 'open-inbox'],
    text: /\b(?:IMAP4?|POP3?|SMTP)\b(?: \w+){0,3} (?:is |are |has been )?(?:not (?:been )?(?:enabled|allowed|permitted|activated)|disabled|turned off|deactivated|switched off)|(?:not (?:enabled|allowed|permitted|authori[sz]ed)|disabled) (?:for|to use) (?:\w+ ){0,2}(?:IMAP4?|POP3?|SMTP)\b/i,
    diagnosis: 'protocol-disabled',
    source: 'MDaemon, Zimbra and Open-Xchange accounts without the service; Gmail says it likewise',
  },
  {
    row: 'not-from-here',
    steps: ['sign-in'],
    text: /(?:country|ip|region|location|network) (?:\S+ ){0,3}(?:blocked|denied|not allowed|not permitted)|(?:blocked|denied|not allowed|not permitted) (?:from|for) (?:this|your) (?:ip|country|location|network|address)/i,
    diagnosis: 'admin-must-enable',
    source: 'roundcube/roundcubemail#6809: "NO [ALERT] country blocked"',
  },
  {
    row: 'account-locked-wording',
    text: /\b(?:account|user|mailbox|login)\b(?: \S+){0,3} (?:is |was |has been |have been )?(?:locked|blocked|disabled|suspended|deactivated|frozen|closed|inactive|terminated|cancell?ed)|(?:locked|disabled|suspended|inactive|blocked) (?:account|user|mailbox)|compte (?:\S+ ){0,3}(?:bloqué|désactivé|suspendu|verrouillé)|Konto (?:\S+ ){0,3}(?:gesperrt|deaktiviert)/i,
    diagnosis: 'account-locked',
    source:
      'Dovecot "Account is disabled"; cPanel Exim "Outgoing mail from … has been suspended"; Zimbra "account inactive"; OVH "account is blocked for spam"',
  },
  {
    row: 'password-wording',
    steps: ['sign-in'],
    text: /(?:invalid|incorrect|bad|wrong|unknown|unrecognized) (?:\w+ ){0,2}(?:credentials?|user ?names?|user ?id|user|login|password|passwd|authentication data)|(?:log[io]n|logon|sign-?in|authentication|authenticate|auth|authorization|password|pass|PAM)[ ,:-]+(?:was |is |has )?(?:failed|fails|failure|fail|error|rejected|refused|denied|unsuccessful|incorrect|invalid|wrong|mismatch|expired)|password (?:\w+ ){0,2}(?:do(?:es)? not match|not accepted)|not accepted|no such (?:user|account|mailbox)|user (?:unknown|not found|does not exist)|access denied|must change (?:your )?password/i,
    diagnosis: 'credentials-rejected',
    source:
      'hMailServer IMAPCommandLogin.cpp and POP3Connection.cpp: "Invalid user name or password."; Courier "Login failed."; Cyrus "Login failed: authentication failure"; Exim "Incorrect authentication data"; Kerio, MDaemon, Zimbra alike; jens-maus/yam#638 (GMX)',
  },
  {
    row: 'password-wording-elsewhere',
    steps: ['sign-in'],
    text: /mot de passe (?:\S+ ){0,3}(?:incorrect|invalide|erroné|refusé)|(?:identifiants?|authentification) (?:\S+ ){0,2}(?:incorrects?|invalides?|erronés?|refusée?|échouée?)|échec d(?:e l['’]|['’])authentification|Anmeldung fehlgeschlagen|(?:Passwort|Kennwort) (?:\S+ ){0,2}(?:falsch|ungültig)|contraseña (?:\S+ ){0,2}(?:incorrecta|inválida)|autenticación fallida|credenziali (?:\S+ )?(?:errate|non valide)|autenticazione fallita|неверн\S* (?:\S+ ){0,2}(?:парол|логин)/i,
    diagnosis: 'credentials-rejected',
    source: 'localised servers: French, German, Spanish, Italian and Russian for a wrong user name or password',
  },
  {
    row: 'blocked-greeting',
    steps: ['greeting'],
    text: /\bblock(?:ed|list)\b|blacklist|black list|denylist|access denied|rejected|not (?:allowed|permitted)|no SMTP service|banned/i,
    diagnosis: 'connection-refused',
    source: 'RFC 7504 §3 (554 and 521 instead of a greeting); Postfix postscreen and fail2ban setups',
  },
];
