import type { ServiceDiagnosis } from '../diagnosis-families.js';
import type { Sentences } from '../scene.js';

/** When there is nothing to connect to, or when the fault is ours. */
export const serviceSentences: Record<ServiceDiagnosis, Sentences> = {
  'settings-not-found': {
    message: () => 'The connection settings of your e-mail could not be found.',
    remedy: () =>
      'Check your e-mail address. If it is right, ask your e-mail provider for the name, the port and the security of its incoming and outgoing servers, then enter them yourself.',
  },
  'endpoint-not-found': {
    message: (scene) =>
      `No Exchange access was found at ${scene.host === undefined ? 'the address given' : `the address “${scene.host}”`}.`,
    remedy: () =>
      'Check the address: it is the one where you read your e-mail on the Web, such as “https://mail.example.com/owa”. The person who manages the Exchange server can give it to you.',
  },
  'service-retired': {
    message: () => 'Microsoft has ended this kind of access to Exchange Online mailboxes.',
    remedy: () => 'Choose to connect with Microsoft instead, or ask the person who manages e-mail to allow it.',
  },
  'provider-unsupported': {
    message: (scene) =>
      scene.providerName === undefined
        ? 'This e-mail provider offers no access that the voice assistant can use.'
        : `${scene.providerName} offers no IMAP or POP3 access: the voice assistant cannot open your mailbox there.`,
    remedy: (scene) =>
      scene.providerName === undefined
        ? 'Ask your e-mail provider whether it offers IMAP or POP3 access. You can also connect another mailbox and have your e-mail forwarded to it.'
        : 'Connect another mailbox and, if your provider allows it, have your e-mail forwarded to it.',
  },
  internal: {
    message: () => 'A problem on our side interrupted the check; your settings are not the cause.',
    remedy: () => 'Try again in a few minutes. If the problem continues, contact our support.',
  },
};
