import type { FaqEntry } from '../help/help-topics.js';

/** What the validation does, and why it stops. */
export const faqAboutTheTest: readonly FaqEntry[] = [
  {
    id: 'validation',
    question: 'What does the validation check?',
    answer: [
      'It finds your servers, reaches them, checks the encryption, signs in, then sends a test message and waits for it to arrive. Each step is shown with its result; it usually takes less than a minute.',
      'It reads none of your e-mail: it only looks for its own message. You can stop it at any time.',
    ],
  },
  {
    id: 'test-message',
    question: 'What is the test message? Can I delete it?',
    answer: [
      'It is a message that your outgoing server passes on from your address to your address. Its arrival proves that incoming and outgoing mail work.',
      'There is no need to reply, and you can delete it as soon as the validation has ended.',
    ],
  },
  {
    id: 'junk',
    question: 'The test message is in my junk e-mail. Does that matter?',
    answer: [
      'No, the connection works. Tell your mailbox that the message is not junk, and the next ones arrive in the right place.',
      'With POP3, the assistant sees the inbox only: move the test message there, then validate again.',
    ],
  },
  {
    id: 'confirm-server',
    question: 'Why do I have to accept a server?',
    answer: [
      'When the servers that were found belong neither to your domain nor to a known provider, nothing proves that they are yours. Your password is only sent there if you accept them.',
      'Accept a name that you recognize, such as that of the company that hosts your e-mail. When in doubt, ask the person who manages your e-mail.',
    ],
  },
  {
    id: 'wait',
    question: 'Why do I have to wait before I try again?',
    answer: [
      'Many servers lock an account after a few refused passwords. When we found a server for you, the assistant therefore stops after two refusals an hour, and says when to try again.',
      'In the meantime, check your user name and your password on the Web site of your e-mail.',
    ],
  },
  {
    id: 'without-encryption',
    question: 'My server offers no encryption. Can I use it all the same?',
    answer: [
      'Yes, in “Manual settings”: choose the security “None” and tick the box that says that you accept this risk. Your password and your e-mail can then be read along the way; ask your provider for a protected server instead.',
    ],
  },
  {
    id: 'password-changed',
    question: 'I changed the password of my mailbox. What do I do here?',
    answer: [
      'Open this page, choose “Edit”, enter the new password, then “Save and validate”. Until that is done, the assistant no longer has access to your mailbox.',
      'At Google and others, changing the password of the account cancels the app passwords too: create a new one then.',
    ],
  },
];
