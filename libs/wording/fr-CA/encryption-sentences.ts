import type { EncryptionDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, suggestedName, type Scene, type Sentences } from '../scene.js';
import { usualPortsOf } from '../usual-ports.js';
import {
  auPort,
  auServeur,
  duServeur,
  enumeration,
  leServeur,
  LeServeur,
  quiAppeler,
  starttls,
  tls,
  verifiezAdresseExchange,
  verifiezServeur,
} from './server-phrases.js';

/** When encryption, or the proof of who the server is, is not what it should be. */
export const encryptionSentences: Record<EncryptionDiagnosis, Sentences> = {
  'wrong-security-mode': { message: wrongModeMessage, remedy: wrongModeRemedy },
  'certificate-untrusted': {
    message: (scene) =>
      `Le certificat ${duServeur(scene)} ne vient pas d'une autorité reconnue : rien ne prouve que ce serveur est bien le vôtre.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} Vérifiez le nom du serveur, puis demandez à la personne qui l'administre d'y installer un certificat d'une autorité reconnue, avec ses certificats intermédiaires.`,
  },
  'certificate-name-mismatch': { message: mismatchMessage, remedy: mismatchRemedy },
  'certificate-expired': {
    message: (scene) => `Le certificat ${duServeur(scene)} est expiré.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} Vous n'avez rien à changer : demandez à ${quiAppeler(scene)} de renouveler ce certificat, puis réessayez.`,
  },
  'tls-too-old': {
    message: (scene) =>
      `${LeServeur(scene)} n'offre qu'un chiffrement désuet, qui ne protège plus votre mot de passe ni vos courriels.`,
    remedy: (scene) =>
      `${nothingWasSent(scene)} Demandez à la personne qui administre le serveur d'activer TLS 1.2 ou une version plus récente, ou à votre fournisseur de messagerie s'il offre un serveur plus récent.`,
  },
  'encryption-unavailable': { message: unencryptedMessage, remedy: unencryptedRemedy },
};

function nothingWasSent({ step }: Scene): string {
  return isExchangeStep(step)
    ? "Par prudence, la vérification s'est arrêtée là."
    : "Par prudence, votre mot de passe n'a pas été envoyé.";
}

function wrongModeMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) return `${LeServeur(scene)} répond${auPort(scene)} sans le chiffrement de https.`;
  switch (scene.security) {
    case 'tls':
      return `${LeServeur(scene)} répond${auPort(scene)} sans TLS, alors que la sécurité choisie est TLS.`;
    case 'starttls':
      return `${LeServeur(scene)} ne commence pas en STARTTLS${auPort(scene)}; il attend sans doute TLS dès le début.`;
    case 'none':
      return `${LeServeur(scene)} n'accepte pas de connexion sans chiffrement${auPort(scene)}.`;
    default:
      return `La sécurité choisie ne convient pas ${scene.port === undefined ? auServeur(scene) : `au port ${scene.port} ${duServeur(scene)}`}.`;
  }
}

function wrongModeRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step)) return `${verifiezAdresseExchange} Le port est habituellement le 443.`;
  switch (scene.security) {
    case 'tls':
      return `Gardez TLS et changez de port (c'est habituellement le ${usualPortsOf(scene.protocol).tls}), ou gardez ce port et choisissez STARTTLS.`;
    case 'starttls':
      return `Gardez ce port et choisissez TLS, ou gardez STARTTLS et changez de port (c'est habituellement le ${usualPortsOf(scene.protocol).starttls}). Vérifiez aussi le nom du serveur.`;
    default:
      return `Choisissez ${tls(scene)} ou ${starttls(scene)}, selon les instructions de votre fournisseur de messagerie, et vérifiez aussi le nom du serveur.`;
  }
}

function mismatchMessage(scene: Scene): string {
  const other =
    scene.certificateNames.length === 0
      ? 'porte un autre nom que le sien'
      : `est fait pour ${enumeration(scene.certificateNames)}, et non pour ce nom`;
  return `Le certificat présenté par ${leServeur(scene)} ${other}.`;
}

function mismatchRemedy(scene: Scene): string {
  const name = suggestedName(scene);
  const start = nothingWasSent(scene);
  if (isExchangeStep(scene.step)) {
    return name === undefined
      ? `${start} ${verifiezAdresseExchange} Une adresse en chiffres, comme « 203.0.113.10 », ne convient habituellement pas.`
      : `${start} Essayez plutôt « ${name} » si vous reconnaissez ce nom; sinon, demandez l'adresse exacte à la personne qui administre le serveur Exchange.`;
  }
  if (name !== undefined) {
    return `${start} Si vous reconnaissez ce nom, par exemple celui de votre hébergeur, entrez « ${name} » comme nom de serveur dans « Paramètres manuels »; sinon, demandez le nom exact à votre fournisseur de messagerie.`;
  }
  return scene.serversWereFound
    ? `${start} ${verifiezServeur(scene)}`
    : `${start} Entrez le nom exact que votre fournisseur de messagerie donne à ${sonServeur(scene)} : c'est souvent celui de l'hébergeur plutôt que celui de votre propre domaine.`;
}

function sonServeur({ general, side }: Scene): string {
  if (general) return 'son serveur';
  return side === 'incoming' ? 'son serveur de réception' : "son serveur d'envoi";
}

function unencryptedMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) return `${LeServeur(scene)} n'offre pas de connexion chiffrée (https).`;
  if (scene.step === 'find-settings') {
    return `${LeServeur(scene)} a été trouvé, mais il n'offre aucune connexion chiffrée.`;
  }
  return `${LeServeur(scene)} n'offre pas STARTTLS${auPort(scene)} : la connexion ne peut pas y être chiffrée.`;
}

function unencryptedRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return "L'assistante virtuelle n'ouvre jamais de session sans chiffrement. Demandez à la personne qui administre le serveur Exchange une adresse protégée, comme « https://courriel.exemple.com/owa ».";
  }
  if (scene.step === 'find-settings') {
    return `${nothingWasSent(scene)} Demandez à votre fournisseur de messagerie un serveur protégé par TLS ou STARTTLS, puis entrez-le dans « Paramètres manuels ».`;
  }
  return `${nothingWasSent(scene)} Choisissez ${tls(scene)}. Si votre fournisseur de messagerie n'offre ni TLS ni STARTTLS, demandez-lui comment protéger l'accès à vos courriels.`;
}
