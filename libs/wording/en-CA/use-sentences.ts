import type { UseDiagnosis } from '../diagnosis-families.js';
import { isSearch, type Scene, type Sentences } from '../scene.js';
import { inMinutes, theServer, TheServer } from './server-phrases.js';

const aQuarterOfAnHour = 'Wait about fifteen minutes, then try again.';

const aFewMinutes = 'Wait a few minutes, then try again.';

/** When the subscriber is let in, and something still does not work. */
export const useSentences: Record<UseDiagnosis, Sentences> = {
  'too-many-connections': {
    message: (scene) => `${TheServer(scene)} already has too many connections to accept one more.`,
    remedy: () =>
      'Close your e-mail on the other devices and programs where you are not using it, wait a few minutes, then try again.',
  },
  'rate-limited': { message: rateLimitedMessage, remedy: rateLimitedRemedy },
  'mailbox-unavailable': {
    message: (scene) =>
      scene.step === 'find-endpoint'
        ? `${TheServer(scene)} knows no mailbox at your e-mail address.`
        : `You are signed in, but the mailbox of ${theServer(scene)} cannot be opened.`,
    remedy: (scene) =>
      scene.step === 'find-endpoint'
        ? 'Check the spelling of your e-mail address. If it is right, ask the person who manages the Exchange server which server your mailbox is on.'
        : 'Check that your user name is the one of this mailbox and that you can open it on the Web. If all is well there, ask your e-mail provider, or the person who manages e-mail, whether the mailbox still exists and whether this access is allowed.',
  },
  'sender-refused': {
    message: (scene) => `${TheServer(scene)} refuses to send a message from your address.`,
    remedy: () =>
      'Check that authentication is turned on for the outgoing server, and that your e-mail address belongs to the account that signs in. If your address is an alias, ask your e-mail provider to allow sending from it.',
  },
  'recipient-refused': {
    message: (scene) => `${TheServer(scene)} refuses to pass the test message on to your address.`,
    remedy: () =>
      'Check the spelling of your e-mail address, and that authentication is turned on for the outgoing server: without it many servers pass nothing on. Check too that your mailbox is not full.',
  },
  'message-refused': {
    message: (scene) =>
      scene.side === 'outgoing'
        ? `${TheServer(scene)} refused the contents of the test message, or the mailbox that was to receive it.`
        : `${TheServer(scene)} reports that the mailbox is full: it cannot receive the test message.`,
    remedy: (scene) =>
      scene.side === 'outgoing'
        ? "Check that your mailbox is not full and that your account is allowed to send. If the server's answer mentions a policy or spam, pass it on to your e-mail provider."
        : 'Delete messages or empty the trash of your mailbox to make room, then try again.',
  },
  'test-message-not-seen': {
    message: (scene) =>
      `The test message was sent, but it has not yet arrived in the mailbox read at ${theServer(scene)}.`,
    remedy: (scene) =>
      scene.protocol === 'pop3'
        ? `${aFewMinutes} If the test message is in your junk e-mail, move it to the inbox, because POP3 gives access to nothing else. Check too that your e-mail address leads to this mailbox.`
        : `${aFewMinutes} Look whether the test message is in another folder or in your junk e-mail, and check that your e-mail address leads to this mailbox.`,
  },
};

function rateLimitedMessage(scene: Scene): string {
  if (isSearch(scene) && scene.waitMinutes !== undefined) {
    return scene.serversWereFound
      ? 'Too many searches for servers were asked for in a short time.'
      : 'Too many different servers were tried in a short time.';
  }
  return scene.waitMinutes === undefined
    ? `${TheServer(scene)} asks to wait: it has received too many requests or messages for this account.`
    : `${TheServer(scene)} has just refused two sign-ins. So that no account gets locked, the voice assistant waits before it tries another one.`;
}

function rateLimitedRemedy(scene: Scene): string {
  if (isSearch(scene) && scene.waitMinutes !== undefined) {
    if (!scene.serversWereFound)
      return `Check the names of your servers, then validate again ${inMinutes(scene.waitMinutes)}.`;
    return `Validate again ${inMinutes(scene.waitMinutes)}. If you know your servers, you can also enter them without waiting in “Manual settings”.`;
  }
  if (scene.waitMinutes !== undefined) {
    return `Check your user name and your password by opening your e-mail on the Web. Try again here ${inMinutes(scene.waitMinutes)}.`;
  }
  return scene.side === 'outgoing'
    ? `${aQuarterOfAnHour} If you have reached your e-mail provider's daily sending limit, the wait can last up to 24 hours.`
    : `${aQuarterOfAnHour} Some e-mail providers impose a wait of up to 24 hours.`;
}
