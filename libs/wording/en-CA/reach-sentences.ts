import type { ReachDiagnosis } from '../diagnosis-families.js';
import { beforeConversation, type Sentences } from '../scene.js';
import { aProtocol, exampleName, onPort, theServer, TheServer, usualPorts } from './server-phrases.js';

/** When the server cannot be found, reached or understood. */
export const reachSentences: Record<ReachDiagnosis, Sentences> = {
  'address-not-found': {
    message: (scene) => `The address of ${theServer(scene)} was not found: this name does not exist on the Internet.`,
    remedy: (scene) =>
      `Check the spelling of the server name. Your e-mail provider's instructions give it, often in a form such as ${exampleName(scene)}; it is not always what follows the “@” in your e-mail address.`,
  },
  'connection-refused': {
    message: (scene) => `${TheServer(scene)} refuses the connection${onPort(scene)}.`,
    remedy: (scene) =>
      `Check the server name and the port number: ${usualPorts(scene)}. If they are right, the server may be stopped: try again in a few minutes, then contact your e-mail provider.`,
  },
  'connection-timed-out': {
    message: (scene) => `${TheServer(scene)} did not answer in time${onPort(scene)}.`,
    remedy: (scene) => {
      if (!beforeConversation(scene)) {
        return 'The server may be overloaded: try again in a few minutes. If the problem continues, contact your e-mail provider.';
      }
      if (scene.side === 'outgoing' && scene.port === 25) {
        return "Port 25 is often blocked: try port 587 with STARTTLS or port 465 with TLS instead, according to your e-mail provider's instructions.";
      }
      return `Check the server name and the port number: ${usualPorts(scene)}. If they are right, a firewall may block connections from the Internet, or the server may be overloaded: try again in a few minutes, then contact your e-mail provider.`;
    },
  },
  'blocked-address': {
    message: (scene) =>
      `The voice assistant is not allowed to reach ${theServer(scene)}${onPort(scene)}: the address is internal or reserved, or the port is not a mail port.`,
    remedy: (scene) =>
      `Enter the server name as it is seen from the Internet, not the one used inside your company, and one of the mail ports: ${usualPorts(scene)}. The person who manages the server can tell you both.`,
  },
  'not-a-mail-server': {
    message: (scene) =>
      `What answers at the address of ${theServer(scene)}${onPort(scene)} is not ${aProtocol(scene)} server.`,
    remedy: (scene) =>
      `Check the server name and the port number: ${usualPorts(scene)}. The address of the Web page where you read your e-mail is usually not the address of the server.`,
  },
  'temporarily-unavailable': {
    message: (scene) =>
      scene.step.endsWith('-resolve')
        ? `The address of ${theServer(scene)} cannot be looked up at the moment.`
        : `${TheServer(scene)} is not available at the moment; your password is not the cause.`,
    remedy: () =>
      'Change nothing and try again in a few minutes. If the problem lasts more than an hour, contact your e-mail provider.',
  },
  'server-misbehaved': {
    message: (scene) =>
      `${TheServer(scene)} dropped the connection or answered in a way that the voice assistant does not understand.`,
    remedy: (scene) =>
      beforeConversation(scene)
        ? `Check the server name and the port number: ${usualPorts(scene)}. If they are right, try again in a few minutes, then report the problem to your e-mail provider.`
        : "Try again in a few minutes. If the problem continues, report it to your e-mail provider with the server's answer.",
  },
};
