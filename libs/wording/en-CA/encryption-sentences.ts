import type { EncryptionDiagnosis } from '../diagnosis-families.js';
import type { Scene, Sentences } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';
import { onPort, starttls, theServer, TheServer, tls } from './server-phrases.js';

const passwordWasKept = 'To be safe, your password was not sent.';

/** When encryption, or the proof of who the server is, is not what it should be. */
export const encryptionSentences: Record<EncryptionDiagnosis, Sentences> = {
  'wrong-security-mode': { message: wrongModeMessage, remedy: wrongModeRemedy },
  'certificate-untrusted': {
    message: (scene) =>
      `The certificate of ${theServer(scene)} does not come from a recognized authority: nothing proves that this server is really yours.`,
    remedy: () =>
      `${passwordWasKept} Check the server name, then ask the person who manages the server to install a certificate from a recognized authority, with its intermediate certificates.`,
  },
  'certificate-name-mismatch': {
    message: (scene) => `The certificate shown by ${theServer(scene)} carries another name than its own.`,
    remedy: (scene) =>
      `${passwordWasKept} Enter the exact name that your e-mail provider gives to its ${scene.side} server: it is often the name of the hosting company rather than of your own domain.`,
  },
  'certificate-expired': {
    message: (scene) => `The certificate of ${theServer(scene)} has expired.`,
    remedy: () =>
      `${passwordWasKept} You have nothing to change: ask your e-mail provider to renew this certificate, then try again.`,
  },
  'tls-too-old': {
    message: (scene) =>
      `${TheServer(scene)} offers only outdated encryption, which no longer protects your password and your e-mail.`,
    remedy: () =>
      `${passwordWasKept} Ask the person who manages the server to turn on TLS 1.2 or newer, or ask your e-mail provider for a more recent server.`,
  },
  'encryption-unavailable': {
    message: (scene) =>
      `${TheServer(scene)} does not offer STARTTLS${onPort(scene)}: the connection cannot be encrypted there.`,
    remedy: (scene) =>
      `${passwordWasKept} Choose ${tls(scene)}. If your e-mail provider offers neither TLS nor STARTTLS, ask how your e-mail can be protected.`,
  },
};

function wrongModeMessage(scene: Scene): string {
  switch (scene.security) {
    case 'tls':
      return `${TheServer(scene)} answers${onPort(scene)} without TLS, while the security chosen is TLS.`;
    case 'starttls':
      return `${TheServer(scene)} does not begin with STARTTLS${onPort(scene)}; it probably expects TLS from the start.`;
    case 'none':
      return `${TheServer(scene)} does not accept an unencrypted connection${onPort(scene)}.`;
    default:
      return `The security chosen does not suit ${theServer(scene)}${onPort(scene)}.`;
  }
}

function wrongModeRemedy(scene: Scene): string {
  switch (scene.security) {
    case 'tls':
      return `Keep TLS and change the port (it is usually ${usualPortsOf(scene.protocol).tls}), or keep this port and choose STARTTLS.`;
    case 'starttls':
      return `Keep this port and choose TLS, or keep STARTTLS and change the port (it is usually ${usualPortsOf(scene.protocol).starttls}). Check the server name too.`;
    default:
      return `Choose ${tls(scene)} or ${starttls(scene)}, according to your e-mail provider's instructions, and check the server name too.`;
  }
}
