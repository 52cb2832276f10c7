import type { TestMessageWords } from '../test-message.js';

export const testMessageWords: TestMessageWords = {
  subject: 'Test message: your e-mail is connected to the voice assistant',
  paragraphs: ({ emailAddress }) => [
    'Hello,',
    `This message confirms that your voice assistant is connected to the mailbox “${emailAddress}”. It was sent automatically through your own outgoing server.`,
    'The full results of the check are shown on the E-mail access page.',
    'You have nothing to do: there is no need to reply, and you can delete this message.',
  ],
};
