import type { PreparationSentences } from '../describe-preparation.js';

export const preparationSentences: PreparationSentences = {
  'turn-on-imap': (name) => `Turn on IMAP access in the settings of your account at ${name}.`,
  'turn-on-pop3': (name) => `Turn on POP3 access in the settings of your account at ${name}.`,
  'turn-on-mail-programs': (name) =>
    `In the settings of your account at ${name}, allow access by other e-mail programs (IMAP, POP3 and SMTP), and create a password for them if one is needed.`,
  'turn-on-two-step-verification': (name) =>
    `Turn on two-step verification of your account at ${name}: without it no app password can be created.`,
  'create-app-password': (name) =>
    `Create an app password at ${name} and enter it here in place of your usual password, which is not accepted.`,
  'create-mail-password': (name) =>
    `Create a password for e-mail only at ${name} and enter it here: the one of your account is not accepted.`,
  'sign-in-with-google': () => 'Choose to connect with Google: this mailbox is run by Google.',
  'sign-in-with-microsoft': () => 'Choose to connect with Microsoft: Microsoft no longer accepts passwords there.',
};
