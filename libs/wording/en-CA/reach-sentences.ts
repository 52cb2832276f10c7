import type { ReachDiagnosis } from '../diagnosis-families.js';
import { beforeConversation, isExchangeStep, type Scene, type Sentences } from '../scene.js';
import {
  aServer,
  checkServer,
  exampleName,
  onPort,
  theServer,
  TheServer,
  usualPorts,
  whoToAsk,
} from './server-phrases.js';

const internetName = 'Enter the server name as it is seen from the Internet, not the one used inside your company';

const withoutAChange = 'Change nothing and try again in a few minutes.';

/** When the server cannot be found, reached or understood. */
export const reachSentences: Record<ReachDiagnosis, Sentences> = {
  'address-not-found': {
    message: (scene) => `The address of ${theServer(scene)} was not found: this name does not exist on the Internet.`,
    remedy: (scene) =>
      spellingMatters(scene)
        ? `Check the spelling of the server name. Your e-mail provider's instructions give it, often in a form such as ${exampleName(scene)}; it is not always what follows the “@” in your e-mail address.`
        : checkServer(scene),
  },
  'connection-refused': {
    message: (scene) => `${TheServer(scene)} refuses the connection${onPort(scene)}.`,
    remedy: (scene) =>
      `${checkServer(scene)} If all is right, the server may be stopped: try again in a few minutes, then contact ${whoToAsk(scene)}.`,
  },
  'connection-timed-out': {
    message: (scene) => `${TheServer(scene)} did not answer in time${onPort(scene)}.`,
    remedy: timedOutRemedy,
  },
  'blocked-address': {
    message: (scene) =>
      `The voice assistant is not allowed to reach ${theServer(scene)}${onPort(scene)}: the address is internal or reserved, or the port is not ${isExchangeStep(scene.step) ? '443' : 'a mail port'}.`,
    remedy: (scene) =>
      isExchangeStep(scene.step)
        ? `${internetName}, without a port number. The person who manages the Exchange server can tell you its external address.`
        : `${internetName}, and one of the mail ports: ${usualPorts(scene)}. The person who manages the server can tell you both.`,
  },
  'not-a-mail-server': {
    message: (scene) => `What answers at the address of ${theServer(scene)}${onPort(scene)} is not ${aServer(scene)}.`,
    remedy: (scene) =>
      isExchangeStep(scene.step) || scene.step === 'find-settings'
        ? checkServer(scene)
        : `${checkServer(scene)} The address of the Web page where you read your e-mail is usually not the address of the server.`,
  },
  'temporarily-unavailable': {
    message: unavailableMessage,
    remedy: (scene) =>
      scene.step === 'find-settings'
        ? `${withoutAChange} If you know your servers, you can also choose “Manual settings” and enter them yourself.`
        : `${withoutAChange} If the problem lasts more than an hour, contact ${whoToAsk(scene)}.`,
  },
  'server-misbehaved': {
    message: (scene) =>
      `${TheServer(scene)} dropped the connection or answered in a way that the voice assistant does not understand.`,
    remedy: (scene) =>
      beforeConversation(scene)
        ? `${checkServer(scene)} If all is right, try again in a few minutes, then report the problem to ${whoToAsk(scene)}.`
        : "Try again in a few minutes. If the problem continues, report it to your e-mail provider with the server's answer.",
  },
};

function spellingMatters({ step, serversWereFound }: Scene): boolean {
  return !isExchangeStep(step) && step !== 'find-settings' && !serversWereFound;
}

function timedOutRemedy(scene: Scene): string {
  if (!beforeConversation(scene)) {
    return 'The server may be overloaded: try again in a few minutes. If the problem continues, contact your e-mail provider.';
  }
  if (scene.side === 'outgoing' && scene.port === 25) {
    return "Port 25 is often blocked: try port 587 with STARTTLS or port 465 with TLS instead, according to your e-mail provider's instructions.";
  }
  return `${checkServer(scene)} If all is right, a firewall may block connections from the Internet, or the server may be overloaded: try again in a few minutes, then contact ${whoToAsk(scene)}.`;
}

function unavailableMessage(scene: Scene): string {
  if (scene.step === 'find-settings') {
    return 'The search for your servers did not succeed: nothing that was asked is answering at the moment.';
  }
  if (scene.step.endsWith('-resolve')) return `The address of ${theServer(scene)} cannot be looked up at the moment.`;
  return `${TheServer(scene)} is not available at the moment; ${isExchangeStep(scene.step) ? 'your settings are' : 'your password is'} not the cause.`;
}
