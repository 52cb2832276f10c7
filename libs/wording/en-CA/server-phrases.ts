import { isExchangeStep, type MailProtocol, type Scene } from '../scene.js';
import { mailProtocols, usualPortsOf } from '../usual-ports.js';

function kindOf({ general, step, side, host }: Scene): string {
  if (isExchangeStep(step)) return 'the Exchange server';
  if (general) return 'the server';
  return step === 'find-settings' && host === undefined ? 'the mail server' : `the ${side} server`;
}

export function theServer(scene: Scene): string {
  return scene.host === undefined ? kindOf(scene) : `${kindOf(scene)} “${scene.host}”`;
}

export function TheServer(scene: Scene): string {
  return `T${theServer(scene).slice(1)}`;
}

/** " on port 993", or nothing when the port is not known. */
export function onPort(scene: Scene): string {
  return scene.port === undefined ? '' : ` on port ${scene.port}`;
}

/** As in "POP3 access". */
export function protocol(scene: Scene): string {
  return isExchangeStep(scene.step)
    ? 'Exchange Web Services (EWS)'
    : (scene.protocol?.toUpperCase() ?? incomingProtocols);
}

const incomingProtocols = 'IMAP or POP3';

/** "an IMAP server", "a POP3 server" */
export function aServer(scene: Scene): string {
  if (isExchangeStep(scene.step)) return 'an Exchange server';
  if (scene.general) return 'a mail server';
  return `${scene.protocol === 'pop3' ? 'a' : 'an'} ${scene.protocol?.toUpperCase() ?? incomingProtocols} server`;
}

/** Who can tell more, and change something. */
export function whoToAsk({ step }: Scene): string {
  return isExchangeStep(step) ? 'the person who manages this server' : 'your e-mail provider';
}

/** "for IMAP it is usually 993 with TLS or 143 with STARTTLS" */
export function usualPorts({ general, protocol: used }: Scene): string {
  return general ? mailProtocols.map(portsOf).join('; ') : portsOf(used ?? 'imap');
}

/** "for IMAP it is usually…": the ports of one protocol. */
export function portsOf(used: MailProtocol): string {
  const ports = usualPortsOf(used);
  return `for ${used.toUpperCase()} it is usually ${ports.tls} with TLS or ${ports.starttls} with STARTTLS`;
}

/** What to check before anything else: where the subscriber typed something wrong, or where we found something wrong. */
export function checkServer(scene: Scene): string {
  if (isExchangeStep(scene.step)) return checkExchangeAddress;
  if (scene.step === 'find-settings') {
    return 'Check your e-mail address, or choose “Manual settings” and enter the servers that your e-mail provider gives.';
  }
  return scene.serversWereFound
    ? `This server was found automatically. If it is not the right one, choose “Manual settings” and enter the one that your e-mail provider gives, with its port: ${usualPorts(scene)}.`
    : `Check the server name and the port number: ${usualPorts(scene)}.`;
}

export const checkExchangeAddress =
  'Check the address of the Exchange server: it is the one where you open Outlook on the web at work, such as “https://mail.example.com/owa”.';

export function tls(scene: Scene): string {
  return `TLS (${port(scene, 'tls')})`;
}

export function starttls(scene: Scene): string {
  return `STARTTLS (${port(scene, 'starttls')})`;
}

function port({ general, protocol: used }: Scene, security: 'tls' | 'starttls'): string {
  const each = general
    ? conjoined(mailProtocols.map((one) => `${usualPortsOf(one)[security]} for ${one.toUpperCase()}`))
    : `${usualPortsOf(used)[security]}`;
  return `usually port ${each}`;
}

/** How a provider usually names the server: "imap.example.com". */
export function exampleName(scene: Scene): string {
  if (scene.general) return '“imap.example.com” or “smtp.example.com”';
  if (scene.side === 'outgoing') return '“smtp.example.com”';
  return scene.protocol === 'pop3' ? '“pop.example.com”' : '“imap.example.com”';
}

/** "“a”, “b” and “c”" */
export function listed(names: readonly string[]): string {
  return conjoined(names.map((each) => `“${each}”`));
}

function conjoined(items: readonly string[]): string {
  return new Intl.ListFormat('en-CA', { type: 'conjunction' }).format(items);
}

/** "in one minute", "in 37 minutes", "now" */
export function inMinutes(minutes: number): string {
  if (minutes === 0) return 'now';
  return minutes === 1 ? 'in one minute' : `in ${minutes} minutes`;
}
