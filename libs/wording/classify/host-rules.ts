import type { Rule } from './rule.js';

/** Servers that are known by name to refuse every password, whatever they answer. Read after everything temporary. */
export const hostRules: readonly Rule[] = [
  {
    row: 'microsoft-cloud-incoming',
    protocols: ['imap', 'pop3'],
    steps: ['sign-in'],
    host: /(?:^|\.)(?:office365|outlook|hotmail|live)\.com$/i,
    text: /failed|failure|invalid|incorrect|wrong|denied|rejected/i,
    diagnosis: 'oauth-required',
    source:
      'learn.microsoft.com, "Deprecation of Basic authentication in Exchange Online" (IMAP and POP: October 2022); support.microsoft.com, Outlook.com: 16 September 2024',
  },
];
