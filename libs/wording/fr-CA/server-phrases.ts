import type { Scene } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';

function name(scene: Scene): string {
  const kind = scene.side === 'incoming' ? 'serveur de réception' : "serveur d'envoi";
  return scene.host === undefined ? kind : `${kind} « ${scene.host} »`;
}

export function leServeur(scene: Scene): string {
  return `le ${name(scene)}`;
}

export function LeServeur(scene: Scene): string {
  return `Le ${name(scene)}`;
}

export function duServeur(scene: Scene): string {
  return `du ${name(scene)}`;
}

/** " au port 993", or nothing when the port is not known. */
export function auPort(scene: Scene): string {
  return scene.port === undefined ? '' : ` au port ${scene.port}`;
}

export function protocole(scene: Scene): string {
  return scene.protocol?.toUpperCase() ?? 'IMAP ou POP3';
}

/** "pour IMAP, c'est habituellement 993 avec TLS ou 143 avec STARTTLS" */
export function portsHabituels(scene: Scene): string {
  const ports = usualPortsOf(scene.protocol);
  const protocol = scene.protocol?.toUpperCase() ?? 'IMAP';
  return `pour ${protocol}, c'est habituellement ${ports.tls} avec TLS ou ${ports.starttls} avec STARTTLS`;
}

export function tls(scene: Scene): string {
  return `TLS (habituellement le port ${usualPortsOf(scene.protocol).tls})`;
}

export function starttls(scene: Scene): string {
  return `STARTTLS (habituellement le port ${usualPortsOf(scene.protocol).starttls})`;
}

/** How a provider usually names the server: "imap.exemple.com". */
export function exempleDeNom(scene: Scene): string {
  if (scene.side === 'outgoing') return '« smtp.exemple.com »';
  return scene.protocol === 'pop3' ? '« pop.exemple.com »' : '« imap.exemple.com »';
}
