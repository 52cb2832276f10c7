import type { hostedFrCA } from './hosted-fr-CA.js';

/** What the page says of hosted providers, in English. */
export const hostedEnCA: typeof hostedFrCA = {
  providerHint: 'Type a part of its name. Example: Yahoo, Vidéotron or Bell',
  toggle: 'List of providers',
  count: (count) => (count === 1 ? 'One provider' : `${count} providers`),
  noMatch: (text) => `No provider matches “${text}”.`,
  noMatchRemedy: 'Check the spelling, or let us look for the servers from your address.',
  search: 'Look for my servers',
  useManual: 'Use manual settings',
  loading: 'Loading the list of providers…',
  notLoaded: 'The list of providers could not be loaded. You can also use manual settings.',
  proposed: (name) => `This address belongs to ${name}.`,
  choose: (name) => `Choose ${name}`,
  chosen: (name) => `Provider chosen: ${name}.`,
  prepare: (name) => `What to prepare at ${name}`,
  prepareText: 'To do before you enter the password.',
  nothingToPrepare: 'Nothing to prepare: your address and the password of your mailbox are enough.',
  howTo: 'See how to do it',
  help: (name) => `Help page of ${name}`,
  helpNumbered: (name, number) => `Help page ${number} of ${name}`,
  newTab: '(new tab)',
  username: 'User name, if it differs from the address (optional)',
  usernameHint: 'Leave empty if you sign in with your e-mail address.',
  appPassword: 'App password',
  mailPassword: 'Password for e-mail only',
  madePasswordHint: (name) =>
    `The one that you created at ${name}, not your usual password. It is encrypted before it is stored.`,
  passwordAgain: 'To be typed again, because the provider, the address or the user name has changed.',
  noPassword: {
    google: {
      heading: 'Google does not accept the password of your account',
      text: 'This mailbox asks for a sign-in on Google’s own page, which is not offered here yet.',
      remedy:
        'In your Google account, turn on 2-Step Verification and create an app password. Then use it in the manual settings, with the servers imap.gmail.com and smtp.gmail.com.',
    },
    microsoft: {
      heading: 'Microsoft no longer accepts a password for this access',
      text: 'This mailbox asks for a sign-in on Microsoft’s own page, which is not offered here yet.',
      remedy: 'For now, connect a mailbox of another provider.',
    },
  },
  unsupported: (name) => `This mailbox cannot be connected: ${name}`,
  need: [
    'The name of your e-mail provider, for example Yahoo or Vidéotron',
    'Your e-mail address and its password; we say so if you need one made for this access',
  ],
  needWhere: 'Your provider is not in the list? Choose “I don’t know”: we look for its servers from your address.',
};
