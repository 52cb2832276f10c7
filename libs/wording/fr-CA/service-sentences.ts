import type { ServiceDiagnosis } from '../diagnosis-families.js';
import type { Sentences } from '../scene.js';

/** When there is nothing to connect to, or when the fault is ours. */
export const serviceSentences: Record<ServiceDiagnosis, Sentences> = {
  'settings-not-found': {
    message: () => "Les paramètres de connexion de votre messagerie n'ont pas pu être trouvés.",
    remedy: () =>
      "Vérifiez votre adresse courriel. Si elle est exacte, demandez à votre fournisseur de messagerie le nom, le port et la sécurité de ses serveurs de réception et d'envoi, puis entrez-les vous-même.",
  },
  'endpoint-not-found': {
    message: (scene) =>
      `Aucun accès Exchange n'a été trouvé à ${scene.host === undefined ? "l'adresse donnée" : `l'adresse « ${scene.host} »`}.`,
    remedy: () =>
      "Vérifiez l'adresse : c'est celle que vous utilisez pour lire vos courriels sur le Web, comme « https://courriel.exemple.com/owa ». La personne qui administre le serveur Exchange peut vous la donner.",
  },
  'service-retired': {
    message: () => 'Microsoft a mis fin à ce type d’accès aux boîtes Exchange Online.',
    remedy: () =>
      "Choisissez plutôt la connexion avec Microsoft, ou demandez à la personne qui administre la messagerie de l'autoriser.",
  },
  'provider-unsupported': {
    message: (scene) =>
      scene.providerName === undefined
        ? "Ce fournisseur de messagerie n'offre pas d'accès que l'assistante virtuelle puisse utiliser."
        : `${scene.providerName} n'offre pas d'accès IMAP ou POP3 : l'assistante virtuelle ne peut pas y ouvrir votre boîte aux lettres.`,
    remedy: (scene) =>
      scene.providerName === undefined
        ? "Demandez à votre fournisseur de messagerie s'il offre un accès IMAP ou POP3. Vous pouvez aussi connecter une autre boîte aux lettres et y faire suivre vos courriels."
        : 'Connectez une autre boîte aux lettres et, si votre fournisseur le permet, faites-y suivre vos courriels.',
  },
  internal: {
    message: () =>
      'La vérification a été interrompue par un problème de notre côté; vos paramètres ne sont pas en cause.',
    remedy: () => 'Réessayez dans quelques minutes. Si le problème persiste, communiquez avec notre soutien technique.',
  },
};
