import type { PreparationSentences } from '../describe-preparation.js';

export const preparationSentences: PreparationSentences = {
  'turn-on-imap': (name) => `Turn on IMAP access in the settings of your account at ${name}.`,
  'turn-on-pop3': (name) => `Turn on POP3 access in the settings of your account at ${name}.`,
  'turn-on-mail-programs': (name) =>
    `In the settings of your account at ${name}, allow access by other e-mail programs (IMAP, POP3 and SMTP), and create a password for them if one is needed.`,
  'turn-on-two-step-verification': (name) =>
    `Turn on two-step verification of your account at ${name}: without it no app password can be created.`,
  'create-app-password': (name) =>
    `Create an app password at ${name}. It is the one to enter as the password: the usual password of your account is not accepted.`,
  'create-mail-password': (name) =>
    `Create a password for e-mail only at ${name}. It is the one to enter: that of your account is not accepted.`,
  'sign-in-with-google': () => 'This mailbox is run by Google: choose to sign in with Google if the page offers it.',
  'sign-in-with-microsoft': () =>
    'This mailbox is run by Microsoft, which no longer accepts passwords: choose to sign in with Microsoft if the page offers it.',
};
