import type { Rule } from './rule.js';

/** Wordings of a fault that will pass. They come before every code: a temporary fault must never read as a wrong password. */
export const temporaryRules: readonly Rule[] = [
  {
    row: 'temporary-wording',
    text: /temporar(?:y|ily)|\b(?:re)?try (?:\w+ )?(?:\w+ )?(?:again )?later\b|server (?:is )?(?:busy|overloaded|unavailable)|service (?:is )?(?:busy|unavailable|not available|not active)|system (?:is )?(?:busy|overloaded)|under maintenance|maintenance mode|shutting down|unable to authenticate at present|not available (?:now|at the moment|right now)|greylist/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'MailCore/mailcore2#1642 (iCloud); dovecot/core: "[UNAVAILABLE] Temporary authentication failure."; Exim: "435 Unable to authenticate at present"; Exchange: "NO Server Unavailable. 15"',
  },
  {
    row: 'try-again',
    // "Wrong password, try again" asks for another password, not for patience.
    text: /^(?!.*(?:password|passwd|credential|user ?name|user ?id)).*\btry again\b/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'Yahoo POP3: "-ERR [SYS/TEMP] Server error - Please try again"; Courier: "Temporary problem, please try again"',
  },
  {
    row: 'temporary-wording-elsewhere',
    text: /vorübergehend|später (?:noch ?mal|erneut)|temporairement|réessayer? plus tard|temporalmente|más tarde|temporaneamente|più tardi|временно|попробуйте позже/i,
    diagnosis: 'temporarily-unavailable',
    source: 'localised servers: German, French, Spanish, Italian and Russian for "temporarily" and "try later"',
  },
  {
    row: 'internal-error-wording',
    text: /internal (?:server )?error|internal (?:login|authentication) failure|auth(?:entication)? (?:process|server|service|backend|daemon) (?:\w+ ){0,3}(?:died|failed|unavailable|not (?:responding|available))|(?:database|ldap|backend) (?:\w+ ){0,2}(?:error|unavailable|failure|down)|timed? ?out/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'dovecot/core: "Internal error occurred. Refer to server log for more information.", "Internal login failure."; cyrus-imapd',
  },
];
