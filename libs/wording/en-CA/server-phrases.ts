import type { Scene } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';

export function theServer(scene: Scene): string {
  return scene.host === undefined ? `the ${scene.side} server` : `the ${scene.side} server “${scene.host}”`;
}

export function TheServer(scene: Scene): string {
  return `T${theServer(scene).slice(1)}`;
}

/** " on port 993", or nothing when the port is not known. */
export function onPort(scene: Scene): string {
  return scene.port === undefined ? '' : ` on port ${scene.port}`;
}

export function protocol(scene: Scene): string {
  return scene.protocol?.toUpperCase() ?? 'IMAP or POP3';
}

/** "an IMAP", "a POP3" */
export function aProtocol(scene: Scene): string {
  return `${scene.protocol === 'pop3' ? 'a' : 'an'} ${protocol(scene)}`;
}

/** "for IMAP it is usually 993 with TLS or 143 with STARTTLS" */
export function usualPorts(scene: Scene): string {
  const ports = usualPortsOf(scene.protocol);
  return `for ${scene.protocol?.toUpperCase() ?? 'IMAP'} it is usually ${ports.tls} with TLS or ${ports.starttls} with STARTTLS`;
}

export function tls(scene: Scene): string {
  return `TLS (usually port ${usualPortsOf(scene.protocol).tls})`;
}

export function starttls(scene: Scene): string {
  return `STARTTLS (usually port ${usualPortsOf(scene.protocol).starttls})`;
}

/** How a provider usually names the server: "imap.example.com". */
export function exampleName(scene: Scene): string {
  if (scene.side === 'outgoing') return '“smtp.example.com”';
  return scene.protocol === 'pop3' ? '“pop.example.com”' : '“imap.example.com”';
}
