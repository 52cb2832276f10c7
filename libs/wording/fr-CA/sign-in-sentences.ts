import type { SignInDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, type Scene, type Sentences } from '../scene.js';
import { duServeur, leServeur, LeServeur, protocole } from './server-phrases.js';
import { microsoftRemedy } from './service-sentences.js';

/** When the server does not let the subscriber in. */
export const signInSentences: Record<SignInDiagnosis, Sentences> = {
  'credentials-rejected': {
    message: (scene) => `${LeServeur(scene)} n'accepte pas cet identifiant ou ce mot de passe.`,
    remedy: credentialsRemedy,
  },
  'app-password-required': {
    message: (scene) =>
      `${LeServeur(scene)} exige un mot de passe d'application; le mot de passe habituel de votre compte n'y est pas accepté.`,
    remedy: (scene) =>
      `${createAppPassword(scene)} Entrez-le ensuite dans le champ « Mot de passe » de la page Accès aux courriels, puis réessayez.`,
  },
  'oauth-required': {
    message: oauthMessage,
    remedy: oauthRemedy,
  },
  'web-sign-in-required': {
    message: (scene) =>
      `Avant de laisser entrer l'assistante virtuelle, ${leServeur(scene)} veut une confirmation de votre part.`,
    remedy: (scene) =>
      `Ouvrez une session ${scene.provider === undefined ? 'chez votre fournisseur de messagerie' : `chez ${scene.provider.name}`} dans un navigateur Web, confirmez que la tentative de connexion venait de vous, puis réessayez ici.`,
  },
  'protocol-disabled': {
    message: (scene) =>
      `${LeServeur(scene)} indique que l'accès par ${protocole(scene)} est désactivé pour cette boîte aux lettres.`,
    remedy: (scene) =>
      isExchangeStep(scene.step)
        ? `Demandez à la personne qui administre le serveur Exchange d'y permettre l'accès par ${protocole(scene)}, puis réessayez.`
        : `Activez l'accès par ${protocole(scene)} dans les paramètres de votre messagerie sur le Web${page(scene.provider?.enableAccess)}, puis réessayez. Dans une entreprise, la personne qui administre la messagerie doit parfois le permettre d'abord.`,
  },
  'admin-must-enable': {
    message: (scene) =>
      scene.side === 'outgoing'
        ? `L'organisation qui gère votre boîte ne permet pas d'envoyer des courriels avec un mot de passe par ${leServeur(scene)}.`
        : `L'organisation qui gère votre boîte ne permet pas d'ouvrir une session avec un mot de passe auprès ${duServeur(scene)}.`,
    remedy: (scene) =>
      scene.side === 'outgoing'
        ? "Demandez à la personne qui administre la messagerie d'activer l'envoi authentifié (« SMTP AUTH ») pour votre boîte, puis réessayez."
        : `Demandez à la personne qui administre la messagerie de permettre l'accès par ${protocole(scene)} à votre boîte, puis réessayez.`,
  },
  'admin-consent-required': {
    message: () => "L'organisation qui gère votre boîte doit d'abord autoriser l'assistante virtuelle à y accéder.",
    remedy: () =>
      "Demandez à la personne qui administre la messagerie d'approuver l'accès de l'assistante virtuelle pour l'organisation, puis réessayez.",
  },
  'account-locked': {
    message: (scene) => `Votre compte est bloqué, désactivé ou suspendu, selon ${leServeur(scene)}.`,
    remedy: () =>
      "Ouvrez une session chez votre fournisseur de messagerie dans un navigateur Web et suivez les étapes pour débloquer votre compte, ou communiquez avec son soutien technique. Ne réessayez qu'ensuite, car d'autres essais pourraient prolonger le blocage.",
  },
  'capability-missing': {
    message: (scene) =>
      `${LeServeur(scene)} n'offre pas ce dont l'assistante virtuelle a besoin, par exemple une façon d'ouvrir une session avec un mot de passe.`,
    remedy: capabilityRemedy,
  },
};

function capabilityRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return "Demandez à la personne qui administre le serveur s'il s'agit d'Exchange 2007 ou d'une version plus récente, et si ses services Web Exchange (EWS) sont accessibles d'Internet.";
  }
  return scene.side === 'outgoing'
    ? "Essayez le port 465 avec TLS ou le port 587 avec STARTTLS : l'identification n'est souvent offerte que là. Si le serveur d'envoi ne demande aucun mot de passe, choisissez « Aucune authentification »."
    : 'Choisissez TLS comme sécurité et vérifiez le nom du serveur. Si le problème persiste, demandez à votre fournisseur de messagerie comment y accéder avec un identifiant et un mot de passe.';
}

function page(address: string | undefined): string {
  return address === undefined ? '' : ` (${address})`;
}

function createAppPassword(scene: Scene): string {
  return scene.provider?.appPassword === undefined
    ? 'Créez un mot de passe d’application dans les paramètres de sécurité de votre compte, chez votre fournisseur de messagerie.'
    : `Créez un mot de passe d'application chez ${scene.provider.name} (${scene.provider.appPassword}).`;
}

function credentialsRemedy(scene: Scene): string {
  if (scene.provider?.appPassword !== undefined) {
    return `${createAppPassword(scene)} Le mot de passe habituel de votre compte n'est souvent pas accepté ici. Vérifiez aussi votre identifiant.`;
  }
  if (scene.provider?.mailPassword !== undefined) {
    return `Créez chez ${scene.provider.name} un mot de passe réservé au courriel${page(scene.provider.mailPassword)} et entrez-le à la place de celui de votre compte, qui n'y est pas accepté. Vérifiez aussi votre identifiant.`;
  }
  if (isExchangeStep(scene.step)) {
    return "Entrez de nouveau votre mot de passe et vérifiez votre identifiant : sur un serveur Exchange, c'est souvent l'adresse courriel au complet, ou le domaine de l'entreprise suivi du nom d'utilisateur.";
  }
  const username = "l'identifiant est souvent l'adresse courriel au complet";
  if (scene.side === 'outgoing') {
    return `Entrez de nouveau l'identifiant et le mot de passe du serveur d'envoi : ${username}. S'ils sont les mêmes que pour la réception, choisissez « Les mêmes identifiant et mot de passe que pour la réception »; sinon, choisissez « Un identifiant et un mot de passe différents ».`;
  }
  return `Entrez de nouveau votre mot de passe et vérifiez votre identifiant : ${username}. Si votre compte demande une validation en deux étapes, créez un mot de passe d'application. Vérifiez aussi que votre fournisseur permet l'accès par ${protocole(scene)}.`;
}

const companies = { google: 'Google', microsoft: 'Microsoft' } as const;

function oauthMessage(scene: Scene): string {
  if (scene.signIn !== undefined) {
    return `Cette boîte aux lettres est chez ${companies[scene.signIn]}, qui n'accepte pas le mot de passe du compte.`;
  }
  return isExchangeStep(scene.step)
    ? `${LeServeur(scene)} demande une session ouverte chez Microsoft plutôt qu'un mot de passe.`
    : `${LeServeur(scene)} n'accepte pas cet identifiant avec un mot de passe; il demande sans doute que vous ouvriez une session chez le fournisseur.`;
}

function oauthRemedy(scene: Scene): string {
  if (scene.signIn === 'microsoft' || (scene.signIn === undefined && isExchangeStep(scene.step)))
    return microsoftRemedy;
  if (scene.signIn === 'google') {
    return "Choisissez la connexion avec Google si la page vous l'offre, ou créez un mot de passe d'application (https://support.google.com/accounts/answer/185833) et entrez-le dans « Paramètres manuels » avec les serveurs de Google : « imap.gmail.com » (port 993, TLS) pour la réception et « smtp.gmail.com » (port 465, TLS) pour l'envoi.";
  }
  if (scene.provider?.appPassword !== undefined) {
    return `Si la page vous offre de vous connecter avec ${scene.provider.name}, choisissez cette option. Sinon : ${createAppPassword(scene).replace('Créez', 'créez')} Entrez-le ensuite à la place de votre mot de passe.`;
  }
  return "Pour une boîte Microsoft 365 ou Outlook.com, choisissez la connexion avec Microsoft si la page vous l'offre : Microsoft n'y accepte plus les mots de passe. Pour le serveur Exchange d'une entreprise, vérifiez d'abord l'identifiant et le mot de passe, puis demandez à la personne qui l'administre si cet accès est permis.";
}
