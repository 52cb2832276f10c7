import type { Rule } from './rule.js';

/** Wordings of a fault that will pass. They come before every code: a temporary fault must never read as a wrong password. */
export const temporaryRules: readonly Rule[] = [
  {
    row: 'temporary-wording',
    text: /temporar(?:y|ily)|\b(?:re)?try (?:\w+ )?(?:\w+ )?(?:again )?later\b|(?:server|system|host|backend|storage)(?: \w+){0,2} (?:busy|overloaded|unavailable|down|full)\b|service (?:is )?(?:currently )?(?:busy|unavailable|not available|not active|overloaded)(?! (?:for|to|in) (?:your|this|the))|system (?:is )?(?:busy|overloaded)|\bmaintenance\b|currently (?:unable|unavailable|not )|unable to (?:process|handle|complete) |shutting down|going down|please (?:try again|retry) (?:in|after) |come back later|unable to authenticate at present|not available (?:now|at the moment|right now)|greylist/i,
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
    row: 'internal-error-wording',
    text: /\b(?:internal|system|server|service|I\/O|input\/output|disk|database|backend|directory|generic) (?:\w+ )?(?:error|failure|problem|fault)\b|internal (?:login|authentication) failure|(?:\w+ )?process(?:es)? (?:died|crashed|failed|broken)|child crashed|out of memory|cannot allocate memory|\btimed? ?out\b/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'dovecot/core: "Internal error occurred. Refer to server log for more information.", "Internal login failure."; cyrus-imapd; Cyrus SASL "generic failure" (SASL_FAIL): saslauthd does not answer',
  },
  {
    row: 'behind-the-sign-in',
    // What the sign-in asks, a directory or a database, does not answer: nothing is known of the password.
    text: /\b(?:auth(?:entication)?|login|user|account|password|policy)[ -](?:process|server|service|backend|daemon|lookup|connection|database) (?:\w+ ){0,3}(?:died|failed to respond|lookup failed|unavailable|unreachable|not (?:responding|available|reachable)|down|lost|timeout|broken)\b|\b(?:LDAP|SQL|database|directory|Radius|saslauthd)\b.{0,30}\b(?:fail\w*|error|down|unavailable)\b|(?:unable to|cannot|can['’]?t|could not|couldn['’]?t|failed to|not) (?:contact|connect to|reach|query|talk to) (?:\S+ ){0,3}(?:server|service|database|backend|directory|LDAP|saslauthd|daemon|host)|connection (?:\w+ )?lost to|(?:lookup|query) (?:failed|failure|error|timed out)/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'Postfix xsasl_dovecot_server.c: "Connection lost to authentication server"; cyrus-sasl: "cannot connect to saslauthd server"; Exim: LDAP and MySQL look-ups that defer',
  },
  {
    row: 'connection-closed',
    text: /^(?:\* BYE |-ERR )?(?:Connection is closed|Session (?:has )?expired|Disconnected|Autologout|Idle)\b/i,
    diagnosis: 'temporarily-unavailable',
    source:
      'Exchange: "* BYE Connection is closed. 13", "-ERR Connection is closed. 20"; Gmail: "* BYE Session expired, please login again."',
  },
];
