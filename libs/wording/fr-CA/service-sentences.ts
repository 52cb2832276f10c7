import type { ServiceDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, type Scene, type Sentences } from '../scene.js';
import { enumeration, verifiezAdresseExchange } from './server-phrases.js';

/** When there is nothing to connect to, or when the fault is ours. */
export const serviceSentences: Record<ServiceDiagnosis, Sentences> = {
  'settings-not-found': {
    message: (scene) =>
      scene.confirmHosts.length > 0
        ? `${domain(scene)} mène ${scene.confirmHosts.length === 1 ? 'au serveur' : 'aux serveurs'} ${enumeration(scene.confirmHosts)}, hors de votre domaine et de ceux des fournisseurs que nous connaissons.`
        : `Les paramètres de connexion ${scene.emailDomain === undefined ? 'de votre messagerie' : `pour « ${scene.emailDomain} »`} n'ont pas pu être trouvés.`,
    remedy: (scene) =>
      scene.confirmHosts.length > 0
        ? "Votre mot de passe n'y a pas été envoyé : qui tient ces serveurs pourrait le lire. Si vous reconnaissez ces noms, par exemple ceux de votre hébergeur, acceptez-les dans cette page. Sinon, choisissez « Paramètres manuels » et entrez les serveurs que donne votre fournisseur de messagerie."
        : "Vérifiez votre adresse courriel. Si elle est exacte, demandez quatre renseignements à votre fournisseur ou à la personne qui administre votre messagerie : le nom et le port du serveur de réception (IMAP ou POP3), le nom et le port du serveur d'envoi (SMTP). Choisissez ensuite « Paramètres manuels » et entrez-les.",
  },
  'endpoint-not-found': {
    message: (scene) =>
      scene.exchangeHost === undefined
        ? `Aucun serveur Exchange n'a été trouvé ${whereSearched(scene)}.`
        : `Un serveur Exchange a été trouvé à l'adresse « ${scene.exchangeHost} », qui n'est ni de votre domaine ni de celui que vous avez donné.`,
    remedy: (scene) =>
      scene.exchangeHost !== undefined
        ? `Si vous reconnaissez ce nom, par exemple celui de votre hébergeur, entrez « ${scene.exchangeHost} » comme adresse du serveur Exchange. Sinon, demandez la bonne adresse à la personne qui administre votre messagerie.`
        : `${verifiezAdresseExchange} La personne qui administre le serveur peut vous donner l'adresse externe de ses services Web Exchange (EWS). Si votre boîte n'est pas sur un serveur Exchange, choisissez « Je ne sais pas ».`,
  },
  'service-retired': {
    message: (scene) =>
      scene.signIn === 'microsoft'
        ? "Cette adresse est celle de Microsoft 365, où Microsoft a mis fin à ce type d'accès aux boîtes Exchange."
        : `Le serveur Exchange${inQuotes(scene.host)} répond, mais ses services Web (EWS) sont fermés à l'assistante virtuelle.`,
    remedy: (scene) => (scene.signIn === 'microsoft' ? microsoftRemedy : askForMailProtocols),
  },
  'provider-unsupported': { message: unsupportedMessage, remedy: unsupportedRemedy },
  internal: {
    message: () =>
      'La vérification a été interrompue par un problème de notre côté; vos paramètres ne sont pas en cause.',
    remedy: () => 'Réessayez dans quelques minutes. Si le problème persiste, communiquez avec notre soutien technique.',
  },
};

/** The connection with Microsoft may not be offered yet by the page. */
export const microsoftRemedy =
  "Choisissez la connexion avec Microsoft si la page vous l'offre; sinon, connectez pour le moment la boîte d'un autre fournisseur. Si votre boîte appartient à une entreprise, la personne qui administre la messagerie doit parfois autoriser cette connexion d'abord.";

const askForMailProtocols =
  "Demandez à la personne qui administre ce serveur si IMAP et SMTP y sont activés pour votre boîte. Si oui, choisissez « Paramètres manuels » et entrez les noms et les ports qu'elle vous donne, souvent 993 avec TLS pour la réception et 587 avec STARTTLS pour l'envoi.";

function domain({ emailDomain }: Scene): string {
  return emailDomain === undefined ? 'Votre adresse courriel' : `Le domaine « ${emailDomain} »`;
}

function whereSearched({ host, emailDomain }: Scene): string {
  if (host !== undefined) return `à l'adresse « ${host} »`;
  return emailDomain === undefined ? "à l'adresse donnée" : `pour « ${emailDomain} »`;
}

function unsupportedMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return `Votre serveur Exchange a été trouvé${scene.host === undefined ? '' : ` (« ${scene.host} »)`}, mais l'assistante virtuelle n'ouvre pas encore elle-même les boîtes Exchange.`;
  }
  if (scene.exchangeHost !== undefined) {
    return `${domain(scene)} mène à un serveur Exchange, « ${scene.exchangeHost} », et l'assistante virtuelle n'ouvre pas encore elle-même les boîtes Exchange.`;
  }
  return scene.providerName === undefined
    ? "Ce fournisseur de messagerie n'offre pas d'accès que l'assistante virtuelle puisse utiliser."
    : `${scene.providerName} n'offre pas d'accès IMAP ou POP3 : l'assistante virtuelle ne peut pas y ouvrir votre boîte aux lettres.`;
}

function unsupportedRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step) || scene.exchangeHost !== undefined) {
    return askForMailProtocols;
  }
  return scene.providerName === undefined
    ? "Demandez à votre fournisseur de messagerie s'il offre un accès IMAP ou POP3. Vous pouvez aussi connecter une autre boîte aux lettres et y faire suivre vos courriels."
    : 'Connectez une autre boîte aux lettres et, si votre fournisseur le permet, faites-y suivre vos courriels.';
}

function inQuotes(host: string | undefined): string {
  return host === undefined ? '' : ` « ${host} »`;
}
