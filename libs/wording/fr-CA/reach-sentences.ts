import type { ReachDiagnosis } from '../diagnosis-families.js';
import { beforeConversation, type Sentences } from '../scene.js';
import { auPort, duServeur, exempleDeNom, leServeur, LeServeur, portsHabituels, protocole } from './server-phrases.js';

/** When the server cannot be found, reached or understood. */
export const reachSentences: Record<ReachDiagnosis, Sentences> = {
  'address-not-found': {
    message: (scene) => `L'adresse ${duServeur(scene)} est introuvable : ce nom n'existe pas sur Internet.`,
    remedy: (scene) =>
      `Vérifiez l'orthographe du nom du serveur. Vous le trouverez dans les instructions de votre fournisseur de messagerie, souvent sous une forme comme ${exempleDeNom(scene)}; ce n'est pas toujours ce qui suit le « @ » de votre adresse courriel.`,
  },
  'connection-refused': {
    message: (scene) => `${LeServeur(scene)} refuse la connexion${auPort(scene)}.`,
    remedy: (scene) =>
      `Vérifiez le nom du serveur et le numéro de port : ${portsHabituels(scene)}. S'ils sont exacts, le serveur est peut-être arrêté : réessayez dans quelques minutes, puis communiquez avec votre fournisseur de messagerie.`,
  },
  'connection-timed-out': {
    message: (scene) => `${LeServeur(scene)} n'a pas répondu à temps${auPort(scene)}.`,
    remedy: (scene) => {
      if (!beforeConversation(scene)) {
        return 'Le serveur est peut-être surchargé : réessayez dans quelques minutes. Si le problème persiste, communiquez avec votre fournisseur de messagerie.';
      }
      if (scene.side === 'outgoing' && scene.port === 25) {
        return 'Le port 25 est souvent bloqué : essayez plutôt le port 587 avec STARTTLS ou le port 465 avec TLS, selon les instructions de votre fournisseur de messagerie.';
      }
      return `Vérifiez le nom du serveur et le numéro de port : ${portsHabituels(scene)}. S'ils sont exacts, un pare-feu bloque peut-être les connexions venant d'Internet, ou le serveur est surchargé : réessayez dans quelques minutes, puis communiquez avec votre fournisseur de messagerie.`;
    },
  },
  'blocked-address': {
    message: (scene) =>
      `L'assistante virtuelle n'a pas le droit de joindre ${leServeur(scene)}${auPort(scene)} : l'adresse est interne ou réservée, ou le port n'est pas un port de courriel.`,
    remedy: (scene) =>
      `Entrez le nom du serveur tel qu'on le voit d'Internet, et non celui qui sert à l'intérieur de votre entreprise, et l'un des ports de courriel : ${portsHabituels(scene)}. La personne qui administre le serveur peut vous les donner.`,
  },
  'not-a-mail-server': {
    message: (scene) =>
      `Ce qui répond à l'adresse ${duServeur(scene)}${auPort(scene)} n'est pas un serveur ${protocole(scene)}.`,
    remedy: (scene) =>
      `Vérifiez le nom du serveur et le numéro de port : ${portsHabituels(scene)}. L'adresse de la page Web où vous lisez vos courriels n'est habituellement pas celle du serveur.`,
  },
  'temporarily-unavailable': {
    message: (scene) =>
      scene.step.endsWith('-resolve')
        ? `Pour le moment, il est impossible de vérifier l'adresse ${duServeur(scene)}.`
        : `${LeServeur(scene)} n'est pas disponible pour le moment; votre mot de passe n'est pas en cause.`,
    remedy: () =>
      "Ne changez rien et réessayez dans quelques minutes. Si le problème dure plus d'une heure, communiquez avec votre fournisseur de messagerie.",
  },
  'server-misbehaved': {
    message: (scene) =>
      `${LeServeur(scene)} a coupé la connexion ou répondu d'une manière que l'assistante virtuelle ne comprend pas.`,
    remedy: (scene) =>
      beforeConversation(scene)
        ? `Vérifiez le nom du serveur et le numéro de port : ${portsHabituels(scene)}. S'ils sont exacts, réessayez dans quelques minutes, puis signalez le problème à votre fournisseur de messagerie.`
        : 'Réessayez dans quelques minutes. Si le problème persiste, signalez-le à votre fournisseur de messagerie avec la réponse du serveur.',
  },
};
