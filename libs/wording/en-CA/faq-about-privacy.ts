import type { FaqEntry } from '../help/help-topics.js';

/** What happens to messages, passwords and contacts. */
export const faqAboutPrivacy: readonly FaqEntry[] = [
  {
    id: 'my-messages',
    question: 'What happens to my e-mail?',
    answer: [
      'It stays at your provider. The assistant only connects to it: it does not move your mailbox and keeps no copy of it.',
      'With POP3, leave “Keep a copy of e-mails on the server” ticked: without it, an e-mail that the assistant has fetched is no longer available to your other devices.',
    ],
  },
  {
    id: 'who-can-read',
    question: 'Can the staff of the telephone service read my e-mail or my password?',
    answer: [
      'No. Your password is encrypted before it is stored and is never shown, neither to you nor to the staff. Your e-mail cannot be read from this portal.',
      'To help you, technical support sees the steps of the validation and their results, without the contents of any e-mail and without a password.',
    ],
  },
  {
    id: 'disconnect',
    question: 'How do I remove the connection, and what is erased?',
    answer: [
      'On this page, choose “Remove the connection”. Your settings, the stored password and the results of the validations are erased for good, and the assistant no longer has access to your mailbox.',
      'Your e-mail stays untouched at your provider. If you had created an app password, cancel it there too.',
    ],
  },
  {
    id: 'several-mailboxes',
    question: 'Can I connect several mailboxes?',
    answer: [
      'One at a time. If you save another one, it replaces the first. To hear everything in one place, have the e-mail of one mailbox forwarded to the other at your provider.',
    ],
  },
  {
    id: 'contacts-and-calendar',
    question: 'Are my contacts and my calendar connected too?',
    answer: [
      'No: IMAP and POP3 give access to e-mail only. The contacts and the calendar of your provider are not part of it.',
    ],
  },
];
