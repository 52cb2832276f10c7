import type { SignInDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, type Scene, type Sentences } from '../scene.js';
import { protocol, theServer, TheServer } from './server-phrases.js';
import { microsoftRemedy } from './service-sentences.js';

/** When the server does not let the subscriber in. */
export const signInSentences: Record<SignInDiagnosis, Sentences> = {
  'credentials-rejected': {
    message: (scene) => `${TheServer(scene)} does not accept this user name or password.`,
    remedy: credentialsRemedy,
  },
  'app-password-required': {
    message: (scene) =>
      `${TheServer(scene)} requires an app password; the usual password of your account is not accepted there.`,
    remedy: (scene) =>
      `${createAppPassword(scene)} Then enter it in the “Password” field of the E-mail access page, and try again.`,
  },
  'oauth-required': {
    message: oauthMessage,
    remedy: oauthRemedy,
  },
  'web-sign-in-required': {
    message: (scene) =>
      `Before it lets the voice assistant in, ${theServer(scene)} wants you to confirm that it is you.`,
    remedy: (scene) =>
      `Sign in ${scene.provider === undefined ? 'at your e-mail provider' : `at ${scene.provider.name}`} in a Web browser, confirm that the sign-in attempt was yours, then try again here.`,
  },
  'protocol-disabled': {
    message: (scene) => `${TheServer(scene)} reports that ${protocol(scene)} access is turned off for this mailbox.`,
    remedy: (scene) =>
      isExchangeStep(scene.step)
        ? `Ask the person who manages the Exchange server to allow ${protocol(scene)} access, then try again.`
        : `Turn on ${protocol(scene)} access in the settings of your e-mail on the Web${page(scene.provider?.enableAccess)}, then try again. In a company, the person who manages e-mail may have to allow it first.`,
  },
  'admin-must-enable': {
    message: (scene) =>
      scene.side === 'outgoing'
        ? `The organization that manages your mailbox does not allow sending with a password through ${theServer(scene)}.`
        : `The organization that manages your mailbox does not allow signing in with a password to ${theServer(scene)}.`,
    remedy: (scene) =>
      scene.side === 'outgoing'
        ? 'Ask the person who manages e-mail to turn on authenticated sending (“SMTP AUTH”) for your mailbox, then try again.'
        : `Ask the person who manages e-mail to allow ${protocol(scene)} access to your mailbox, then try again.`,
  },
  'admin-consent-required': {
    message: () => 'The organization that manages your mailbox must first allow the voice assistant to use it.',
    remedy: () =>
      "Ask the person who manages e-mail to approve the voice assistant's access for the organization, then try again.",
  },
  'account-locked': {
    message: (scene) => `Your account is locked, disabled or suspended, according to ${theServer(scene)}.`,
    remedy: () =>
      'Sign in at your e-mail provider in a Web browser and follow the steps to unlock your account, or contact its support. Try again only after that, because more attempts could prolong the lock.',
  },
  'capability-missing': {
    message: (scene) =>
      `${TheServer(scene)} does not offer what the voice assistant needs, such as a way to sign in with a password.`,
    remedy: capabilityRemedy,
  },
};

function capabilityRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return 'Ask the person who manages the server whether it is Exchange 2007 or newer, and whether its Exchange Web Services (EWS) can be reached from the Internet.';
  }
  return scene.side === 'outgoing'
    ? 'Try port 465 with TLS or port 587 with STARTTLS: signing in is often offered only there. If the outgoing server asks for no password, choose “No authentication”.'
    : 'Choose TLS as security and check the server name. If the problem continues, ask your e-mail provider how to reach it with a user name and a password.';
}

function page(address: string | undefined): string {
  return address === undefined ? '' : ` (${address})`;
}

function createAppPassword(scene: Scene): string {
  return scene.provider?.appPassword === undefined
    ? 'Create an app password in the security settings of your account, at your e-mail provider.'
    : `Create an app password at ${scene.provider.name} (${scene.provider.appPassword}).`;
}

function credentialsRemedy(scene: Scene): string {
  if (scene.provider?.appPassword !== undefined) {
    return `${createAppPassword(scene)} The usual password of your account is often not accepted here. Check your user name too.`;
  }
  if (scene.provider?.mailPassword !== undefined) {
    return `Create a password for e-mail only at ${scene.provider.name}${page(scene.provider.mailPassword)} and enter it in place of the one of your account, which is not accepted there. Check your user name too.`;
  }
  if (isExchangeStep(scene.step)) {
    return 'Enter your password again and check your user name: on an Exchange server it is often the whole e-mail address, or the domain of the company followed by the user name.';
  }
  const username = 'the user name is often the whole e-mail address';
  if (scene.side === 'outgoing') {
    return `Enter the user name and the password of the outgoing server again: ${username}. If they are those of the incoming server, choose “The same user name and password as for incoming e-mail”; if not, choose “A different user name and password”.`;
  }
  return `Enter your password again and check your user name: ${username}. If your account uses two-step verification, create an app password. Check too that your provider allows ${protocol(scene)} access.`;
}

const companies = { google: 'Google', microsoft: 'Microsoft' } as const;

function oauthMessage(scene: Scene): string {
  if (scene.signIn !== undefined) {
    return `This mailbox is at ${companies[scene.signIn]}, which does not accept the password of the account.`;
  }
  return isExchangeStep(scene.step)
    ? `${TheServer(scene)} wants a sign-in at Microsoft instead of a password.`
    : `${TheServer(scene)} does not accept this user name with a password; it probably wants you to sign in at the provider.`;
}

function oauthRemedy(scene: Scene): string {
  if (scene.signIn === 'microsoft' || (scene.signIn === undefined && isExchangeStep(scene.step)))
    return microsoftRemedy;
  if (scene.signIn === 'google') {
    return 'Choose to sign in with Google if the page offers it, or create an app password (https://support.google.com/accounts/answer/185833) and enter it in “Manual settings” with the servers of Google: “imap.gmail.com” (port 993, TLS) for incoming and “smtp.gmail.com” (port 465, TLS) for outgoing mail.';
  }
  if (scene.provider?.appPassword !== undefined) {
    return `If the page offers to connect with ${scene.provider.name}, choose that. If not: ${createAppPassword(scene).replace('Create', 'create')} Then enter it in place of your password.`;
  }
  return 'For a Microsoft 365 or Outlook.com mailbox, choose to sign in with Microsoft if the page offers it: Microsoft no longer accepts passwords there. For the Exchange server of a company, check the user name and the password first, then ask the person who manages it whether this access is allowed.';
}
