import type { waysFrCA } from './ways-fr-CA.js';

/** The four ways to connect a mailbox, and what those say that find the servers themselves, in English. */
export const waysEnCA: typeof waysFrCA = {
  methods: {
    unknown: 'I don’t know',
    hosted: 'Hosted provider',
    exchange: 'Exchange server',
    manual: 'Manual settings',
  },
  methodHints: {
    unknown: 'The simplest: we find your servers from your address.',
    hosted: 'Choose your provider from the list: Yahoo, Vidéotron, Bell…',
    exchange: 'The server of your company, which you also open with Outlook on the web.',
    manual: 'Enter the servers, the ports and the security yourself.',
  },
  unknown: {
    passwordHint:
      'The password of your mailbox, not of this portal. It is only sent to servers of your domain, of a known provider, or that you have accepted.',
    passwordAgain: 'To be typed again, because the address, the user name or the way to connect has changed.',
    need: ['Your e-mail address', 'The password of your mailbox'],
    needWhere: 'That is all. We look for your servers without your password, then show you what we found.',
  },
  exchange: {
    legend: 'Your Exchange server',
    url: 'Address of the Exchange server (optional)',
    urlHint:
      'Examples: https://webmail.company.com/exchange or webmail.company.com. Leave empty if you do not know it: we look for it from your address.',
    noPassword: 'No password is asked',
    noPasswordText:
      'This checks the address of your Exchange server and finds it for you. The assistant does not open Exchange mailboxes itself yet: the result will tell you how to go on.',
    save: 'Save and search',
    need: ['Your e-mail address', 'If you know it, the address at which you open Outlook on the web at work'],
    needWhere: 'The e-mail administrator of your company knows this address.',
  },
  summary: {
    method: 'Connection method',
    servers: 'Servers',
    notFoundYet: 'They will be found by the next validation.',
    exchangeServer: 'Exchange server',
    exchangeNotFoundYet: 'It will be looked for from your address by the next validation.',
    endpoint: 'Address found',
    confirmed: 'Servers that you accepted',
  },
};
