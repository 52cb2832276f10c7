import type { EncryptionDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, suggestedName, type Scene, type Sentences } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';
import {
  checkExchangeAddress,
  checkServer,
  listed,
  onPort,
  starttls,
  theServer,
  TheServer,
  tls,
  whoToAsk,
} from './server-phrases.js';

/** When encryption, or the proof of who the server is, is not what it should be. */
export const encryptionSentences: Record<EncryptionDiagnosis, Sentences> = {
  'wrong-security-mode': { message: wrongModeMessage, remedy: wrongModeRemedy },
  'certificate-untrusted': {
    message: (scene) =>
      `The certificate of ${theServer(scene)} does not come from a recognized authority: nothing proves that this server is really yours.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} Check the server name, then ask the person who manages the server to install a certificate from a recognized authority, with its intermediate certificates.`,
  },
  'certificate-name-mismatch': { message: mismatchMessage, remedy: mismatchRemedy },
  'certificate-expired': {
    message: (scene) => `The certificate of ${theServer(scene)} has expired.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} You have nothing to change: ask ${whoToAsk(scene)} to renew this certificate, then try again.`,
  },
  'tls-too-old': {
    message: (scene) =>
      `${TheServer(scene)} offers only outdated encryption, which no longer protects your password and your e-mail.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} Ask the person who manages the server to turn on TLS 1.2 or newer, or ask your e-mail provider for a more recent server.`,
  },
  'encryption-unavailable': { message: unencryptedMessage, remedy: unencryptedRemedy },
};

function nothingWasSent({ step }: Scene): string {
  return isExchangeStep(step) ? 'To be safe, the check stopped there.' : 'To be safe, your password was not sent.';
}

function wrongModeMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) return `${TheServer(scene)} answers${onPort(scene)} without the encryption of https.`;
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
  if (isExchangeStep(scene.step)) return `${checkExchangeAddress} The port is usually 443.`;
  switch (scene.security) {
    case 'tls':
      return `Keep TLS and change the port (it is usually ${usualPortsOf(scene.protocol).tls}), or keep this port and choose STARTTLS.`;
    case 'starttls':
      return `Keep this port and choose TLS, or keep STARTTLS and change the port (it is usually ${usualPortsOf(scene.protocol).starttls}). Check the server name too.`;
    default:
      return `Choose ${tls(scene)} or ${starttls(scene)}, according to your e-mail provider's instructions, and check the server name too.`;
  }
}

function mismatchMessage(scene: Scene): string {
  const other =
    scene.certificateNames.length === 0
      ? 'carries another name than its own'
      : `was made for ${listed(scene.certificateNames)}, not for this name`;
  return `The certificate shown by ${theServer(scene)} ${other}.`;
}

function mismatchRemedy(scene: Scene): string {
  const name = suggestedName(scene);
  const start = nothingWasSent(scene);
  if (isExchangeStep(scene.step)) {
    return name === undefined
      ? `${start} ${checkExchangeAddress} An address in figures, such as “203.0.113.10”, usually does not work.`
      : `${start} Try “${name}” instead if you recognize this name; if not, ask the person who manages the Exchange server for its exact address.`;
  }
  if (name !== undefined) {
    return `${start} If you recognize this name, such as that of your hosting company, enter “${name}” as the server name in “Manual settings”; if not, ask your e-mail provider for the exact name.`;
  }
  return scene.serversWereFound
    ? `${start} ${checkServer(scene)}`
    : `${start} Enter the exact name that your e-mail provider gives to its ${scene.general ? '' : `${scene.side} `}server: it is often the name of the hosting company rather than of your own domain.`;
}

function unencryptedMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) return `${TheServer(scene)} offers no encrypted connection (https).`;
  if (scene.step === 'find-settings') return `${TheServer(scene)} was found, but it offers no encrypted connection.`;
  return `${TheServer(scene)} does not offer STARTTLS${onPort(scene)}: the connection cannot be encrypted there.`;
}

function unencryptedRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return 'The voice assistant never signs in without encryption. Ask the person who manages the Exchange server for a protected address, such as “https://mail.example.com/owa”.';
  }
  if (scene.step === 'find-settings') {
    return `${nothingWasSent(scene)} Ask your e-mail provider for a server protected by TLS or STARTTLS, then enter it in “Manual settings”.`;
  }
  return `${nothingWasSent(scene)} Choose ${tls(scene)}. If your e-mail provider offers neither TLS nor STARTTLS, ask how your e-mail can be protected.`;
}
