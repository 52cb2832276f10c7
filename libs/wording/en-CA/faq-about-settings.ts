import type { FaqEntry } from '../help/help-topics.js';
import { portsOf } from './server-phrases.js';

/** What to enter, and where to find it. */
export const faqAboutSettings: readonly FaqEntry[] = [
  {
    id: 'i-do-not-know',
    question: "I don't know my servers. What do I choose?",
    answer: [
      "Choose “I don't know” and enter your e-mail address and your password. We look for your servers from your address only, without your password, and the page shows what was asked.",
      'The password is only tried on the best servers found, over an encrypted and verified connection: those of your domain, of a known provider, or those that you have accepted.',
    ],
  },
  {
    id: 'provider-not-listed',
    question: 'My provider is not in the list. What do I do?',
    answer: [
      "Search for it by a part of its name or of your address. If it is not there, choose “I don't know”.",
      'If nothing is found, choose “Manual settings”. The help pages of your provider give its servers, often under “Set up a mail program”.',
    ],
  },
  {
    id: 'imap-or-pop3',
    question: 'POP3 or IMAP: which one do I choose?',
    answer: [
      'Choose IMAP if your provider offers it: your e-mail stays on the server, in its folders, available to all your devices.',
      'POP3 gives access to the inbox only. There are no folders, and the assistant cannot archive anything there.',
    ],
  },
  {
    id: 'user-name',
    question: 'Which user name do I enter?',
    answer: [
      'Most often it is your whole e-mail address. Some providers use only what comes before the “@”, or a name that they gave you.',
      "With “I don't know”, leave this field empty: your address is tried first, then, once only, what comes before the “@”.",
    ],
  },
  {
    id: 'which-password',
    question: 'Which password do I enter?',
    answer: [
      'The one of your mailbox, not the one of this portal or of your telephone. It is the one with which you open your e-mail on the Web, unless your provider wants another one for this access.',
    ],
  },
  {
    id: 'app-password',
    question: 'What is an app password?',
    answer: [
      'It is a password that your provider creates for one program only. It is used in place of yours, and you can cancel it without changing yours.',
      'Google, Yahoo, AOL, Apple iCloud and Fastmail, among others, accept nothing else. You create it in the security settings of your account at the provider, then enter it in the “Password” field of this page.',
    ],
    links: [
      { text: 'Google: create an app password', href: 'https://support.google.com/accounts/answer/185833' },
      { text: 'Yahoo: create an app password', href: 'https://help.yahoo.com/kb/SLN15241.html' },
      { text: 'Apple: create an app-specific password', href: 'https://support.apple.com/en-ca/102654' },
    ],
  },
  {
    id: 'two-step-verification',
    question: 'My mailbox uses two-step verification. What do I do?',
    answer: [
      'The assistant cannot enter the code that you receive. Leave two-step verification on, and create an app password at your provider.',
    ],
  },
  {
    id: 'gmail',
    question: 'How do I connect a Gmail or Google Workspace mailbox?',
    answer: [
      'Google does not accept the password of the account. If the page offers to sign in with Google, choose that. If not, turn on two-step verification and create an app password.',
      'Then, in “Manual settings”, enter “imap.gmail.com” (port 993, TLS) for incoming and “smtp.gmail.com” (port 465, TLS) for outgoing mail, with that password.',
    ],
    links: [{ text: 'Google: IMAP and other mail programs', href: 'https://support.google.com/mail/answer/7126229' }],
  },
  {
    id: 'microsoft-365',
    question: 'Can I connect a Microsoft 365, Outlook.com or Hotmail mailbox?',
    answer: [
      'Microsoft no longer accepts a password for this access: one has to sign in on its own page. Choose to sign in with Microsoft if the page offers it.',
      'In a company, the person who manages Microsoft 365 may have to allow it first.',
    ],
  },
  {
    id: 'exchange-address',
    question: 'What is the address of my Exchange server?',
    answer: [
      'It is the address where you open Outlook on the web at work, such as “https://mail.example.com/owa”. The name of the server is enough; if you do not know it, leave the field empty and we look for it from your e-mail address.',
      'We check this address for you, without a password. For now, the assistant does not open Exchange mailboxes itself: it can open yours if IMAP and SMTP are turned on at the server.',
    ],
  },
  {
    id: 'tls',
    question: 'What do TLS, SSL and STARTTLS mean?',
    answer: [
      'They are ways to encrypt the connection, so that nobody along the way reads your password and your e-mail. With TLS, also called SSL, everything is encrypted from the start. With STARTTLS, the connection is encrypted before anything of importance is sent.',
      'Both protect equally well here: if the server does not accept the encryption chosen, or does not prove who it is, the assistant does not send your password.',
    ],
  },
  {
    id: 'ports',
    question: 'Which port do I enter?',
    answer: [
      `The one that your provider gives. Incoming: ${portsOf('imap')}; ${portsOf('pop3')}.`,
      `Outgoing: ${portsOf('smtp')}. Avoid port 25, which is often blocked.`,
    ],
  },
];
