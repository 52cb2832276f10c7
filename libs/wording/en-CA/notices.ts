import type { Notices } from '../describe-notice.js';
import { starttls, theServer, tls } from './server-phrases.js';

export const notices: Notices = {
  cleartext: {
    message: (scene) =>
      `The connection to ${theServer(scene)} is not encrypted: your password and your e-mail can be read along the way.`,
    remedy: (scene) => `If your e-mail provider offers it, choose ${tls(scene)} or ${starttls(scene)} instead.`,
  },
  'found-in-junk': {
    message: () => 'The test message did arrive, but in the junk folder.',
    remedy: () =>
      'There is nothing to change here. Tell your mailbox that this message is not junk, so that the next ones reach your inbox.',
  },
};
