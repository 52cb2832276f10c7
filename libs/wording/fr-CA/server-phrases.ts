import { isExchangeStep, type MailProtocol, type Scene } from '../scene.js';
import { mailProtocols, usualPortsOf } from '../usual-ports.js';

function kindOf({ general, step, side, host }: Scene): string {
  if (isExchangeStep(step)) return 'serveur Exchange';
  if (general) return 'serveur';
  if (side === 'outgoing') return "serveur d'envoi";
  return step === 'find-settings' && host === undefined ? 'serveur de messagerie' : 'serveur de réception';
}

function name(scene: Scene): string {
  return scene.host === undefined ? kindOf(scene) : `${kindOf(scene)} « ${scene.host} »`;
}

export function leServeur(scene: Scene): string {
  return `le ${name(scene)}`;
}

export function LeServeur(scene: Scene): string {
  return `Le ${name(scene)}`;
}

export function auServeur(scene: Scene): string {
  return `au ${name(scene)}`;
}

export function duServeur(scene: Scene): string {
  return `du ${name(scene)}`;
}

/** " au port 993", or nothing when the port is not known. */
export function auPort(scene: Scene): string {
  return scene.port === undefined ? '' : ` au port ${scene.port}`;
}

export function protocole(scene: Scene): string {
  return isExchangeStep(scene.step) ? 'les services Web Exchange (EWS)' : (scene.protocol?.toUpperCase() ?? acces);
}

const acces = 'IMAP ou POP3';

/** "un serveur IMAP" */
export function unServeur(scene: Scene): string {
  if (scene.general) return 'un serveur de courriel';
  return isExchangeStep(scene.step) ? 'un serveur Exchange' : `un serveur ${scene.protocol?.toUpperCase() ?? acces}`;
}

/** Who can tell more, and change something. */
export function quiAppeler({ step }: Scene): string {
  return isExchangeStep(step) ? 'la personne qui administre ce serveur' : 'votre fournisseur de messagerie';
}

/** "pour IMAP, c'est habituellement 993 avec TLS ou 143 avec STARTTLS" */
export function portsHabituels({ general, protocol }: Scene): string {
  return general ? mailProtocols.map(portsDe).join('; ') : portsDe(protocol ?? 'imap');
}

/** "pour IMAP, c’est habituellement…": the ports of one protocol. */
export function portsDe(protocol: MailProtocol): string {
  const { tls, starttls } = usualPortsOf(protocol);
  return `pour ${protocol.toUpperCase()}, c'est habituellement ${tls} avec TLS ou ${starttls} avec STARTTLS`;
}

/** What to check before anything else: where the subscriber typed something wrong, or where we found something wrong. */
export function verifiezServeur(scene: Scene): string {
  if (isExchangeStep(scene.step)) return verifiezAdresseExchange;
  if (scene.step === 'find-settings') {
    return `Vérifiez votre adresse courriel, ou choisissez « Paramètres manuels » et entrez les serveurs que donne votre fournisseur de messagerie.`;
  }
  return scene.serversWereFound
    ? `Ce serveur a été trouvé automatiquement. Si ce n'est pas le bon, choisissez « Paramètres manuels » et entrez celui que donne votre fournisseur de messagerie, avec son port : ${portsHabituels(scene)}.`
    : `Vérifiez le nom du serveur et le numéro de port : ${portsHabituels(scene)}.`;
}

export const verifiezAdresseExchange =
  "Vérifiez l'adresse du serveur Exchange : c'est celle où vous ouvrez Outlook sur le Web au travail, comme « https://courriel.exemple.com/owa ».";

export function tls(scene: Scene): string {
  return `TLS (${port(scene, 'tls')})`;
}

export function starttls(scene: Scene): string {
  return `STARTTLS (${port(scene, 'starttls')})`;
}

function port({ general, protocol }: Scene, security: 'tls' | 'starttls'): string {
  const each = general
    ? enumerer(mailProtocols.map((one) => `${usualPortsOf(one)[security]} pour ${one.toUpperCase()}`))
    : `${usualPortsOf(protocol)[security]}`;
  return `habituellement le port ${each}`;
}

/** How a provider usually names the server: "imap.exemple.com". */
export function exempleDeNom(scene: Scene): string {
  if (scene.general) return '« imap.exemple.com » ou « smtp.exemple.com »';
  if (scene.side === 'outgoing') return '« smtp.exemple.com »';
  return scene.protocol === 'pop3' ? '« pop.exemple.com »' : '« imap.exemple.com »';
}

/** "« a », « b » et « c »" */
export function enumeration(names: readonly string[]): string {
  return enumerer(names.map((each) => `« ${each} »`));
}

function enumerer(items: readonly string[]): string {
  return new Intl.ListFormat('fr-CA', { type: 'conjunction' }).format(items);
}

/** "dans une minute", "dans 37 minutes", "maintenant" */
export function dansMinutes(minutes: number): string {
  if (minutes === 0) return 'maintenant';
  return minutes === 1 ? 'dans une minute' : `dans ${minutes} minutes`;
}
