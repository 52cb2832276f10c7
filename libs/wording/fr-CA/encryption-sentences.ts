import type { EncryptionDiagnosis } from '../diagnosis-families.js';
import type { Scene, Sentences } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';
import { auPort, duServeur, leServeur, LeServeur, starttls, tls } from './server-phrases.js';

const passwordWasKept = "Par prudence, votre mot de passe n'a pas été envoyé.";

/** When encryption, or the proof of who the server is, is not what it should be. */
export const encryptionSentences: Record<EncryptionDiagnosis, Sentences> = {
  'wrong-security-mode': { message: wrongModeMessage, remedy: wrongModeRemedy },
  'certificate-untrusted': {
    message: (scene) =>
      `Le certificat ${duServeur(scene)} ne vient pas d'une autorité reconnue : rien ne prouve que ce serveur est bien le vôtre.`,
    remedy: () =>
      `${passwordWasKept} Vérifiez le nom du serveur, puis demandez à la personne qui l'administre d'y installer un certificat d'une autorité reconnue, avec ses certificats intermédiaires.`,
  },
  'certificate-name-mismatch': {
    message: (scene) => `Le certificat présenté par ${leServeur(scene)} porte un autre nom que le sien.`,
    remedy: (scene) =>
      `${passwordWasKept} Entrez le nom exact que votre fournisseur de messagerie donne à son serveur ${scene.side === 'incoming' ? 'de réception' : "d'envoi"} : c'est souvent celui de l'hébergeur plutôt que celui de votre propre domaine.`,
  },
  'certificate-expired': {
    message: (scene) => `Le certificat ${duServeur(scene)} est expiré.`,
    remedy: () =>
      `${passwordWasKept} Vous n'avez rien à changer : demandez à votre fournisseur de messagerie de renouveler ce certificat, puis réessayez.`,
  },
  'tls-too-old': {
    message: (scene) =>
      `${LeServeur(scene)} n'offre qu'un chiffrement désuet, qui ne protège plus votre mot de passe ni vos courriels.`,
    remedy: () =>
      `${passwordWasKept} Demandez à la personne qui administre le serveur d'activer TLS 1.2 ou une version plus récente, ou à votre fournisseur de messagerie s'il offre un serveur plus récent.`,
  },
  'encryption-unavailable': {
    message: (scene) =>
      `${LeServeur(scene)} n'offre pas STARTTLS${auPort(scene)} : la connexion ne peut pas y être chiffrée.`,
    remedy: (scene) =>
      `${passwordWasKept} Choisissez ${tls(scene)}. Si votre fournisseur de messagerie n'offre ni TLS ni STARTTLS, demandez-lui comment protéger l'accès à vos courriels.`,
  },
};

function wrongModeMessage(scene: Scene): string {
  switch (scene.security) {
    case 'tls':
      return `${LeServeur(scene)} répond${auPort(scene)} sans TLS, alors que la sécurité choisie est TLS.`;
    case 'starttls':
      return `${LeServeur(scene)} ne commence pas en STARTTLS${auPort(scene)}; il attend sans doute TLS dès le début.`;
    case 'none':
      return `${LeServeur(scene)} n'accepte pas de connexion sans chiffrement${auPort(scene)}.`;
    default:
      return `La sécurité choisie ne convient pas ${scene.port === undefined ? `au ${leServeur(scene).slice(3)}` : `au port ${scene.port} ${duServeur(scene)}`}.`;
  }
}

function wrongModeRemedy(scene: Scene): string {
  switch (scene.security) {
    case 'tls':
      return `Gardez TLS et changez de port (c'est habituellement le ${usualPortsOf(scene.protocol).tls}), ou gardez ce port et choisissez STARTTLS.`;
    case 'starttls':
      return `Gardez ce port et choisissez TLS, ou gardez STARTTLS et changez de port (c'est habituellement le ${usualPortsOf(scene.protocol).starttls}). Vérifiez aussi le nom du serveur.`;
    default:
      return `Choisissez ${tls(scene)} ou ${starttls(scene)}, selon les instructions de votre fournisseur de messagerie, et vérifiez aussi le nom du serveur.`;
  }
}
