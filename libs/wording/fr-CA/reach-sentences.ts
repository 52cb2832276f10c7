import type { ReachDiagnosis } from '../diagnosis-families.js';
import { beforeConversation, isExchangeStep, type Scene, type Sentences } from '../scene.js';
import {
  auPort,
  duServeur,
  exempleDeNom,
  leServeur,
  LeServeur,
  portsHabituels,
  quiAppeler,
  unServeur,
  verifiezServeur,
} from './server-phrases.js';

const adresseInternet = "Entrez le nom du serveur tel qu'on le voit d'Internet, et non celui";

const sansRienChanger = 'Ne changez rien et réessayez dans quelques minutes.';

/** When the server cannot be found, reached or understood. */
export const reachSentences: Record<ReachDiagnosis, Sentences> = {
  'address-not-found': {
    message: (scene) => `L'adresse ${duServeur(scene)} est introuvable : ce nom n'existe pas sur Internet.`,
    remedy: (scene) =>
      spellingMatters(scene)
        ? `Vérifiez l'orthographe du nom du serveur. Vous le trouverez dans les instructions de votre fournisseur de messagerie, souvent sous une forme comme ${exempleDeNom(scene)}; ce n'est pas toujours ce qui suit le « @ » de votre adresse courriel.`
        : verifiezServeur(scene),
  },
  'connection-refused': {
    message: (scene) => `${LeServeur(scene)} refuse la connexion${auPort(scene)}.`,
    remedy: (scene) =>
      `${verifiezServeur(scene)} Si tout est exact, le serveur est peut-être arrêté : réessayez dans quelques minutes, puis communiquez avec ${quiAppeler(scene)}.`,
  },
  'connection-timed-out': {
    message: (scene) => `${LeServeur(scene)} n'a pas répondu à temps${auPort(scene)}.`,
    remedy: timedOutRemedy,
  },
  'blocked-address': {
    message: (scene) =>
      `L'assistante virtuelle n'a pas le droit de joindre ${leServeur(scene)}${auPort(scene)} : l'adresse est interne ou réservée, ou le port n'est pas ${isExchangeStep(scene.step) ? 'le 443' : 'un port de courriel'}.`,
    remedy: (scene) =>
      isExchangeStep(scene.step)
        ? `${adresseInternet} du réseau de votre entreprise, sans numéro de port. La personne qui administre le serveur Exchange peut vous donner son adresse externe.`
        : `${adresseInternet} qui sert à l'intérieur de votre entreprise, et l'un des ports de courriel : ${portsHabituels(scene)}. La personne qui administre le serveur peut vous les donner.`,
  },
  'not-a-mail-server': {
    message: (scene) => `Ce qui répond à l'adresse ${duServeur(scene)}${auPort(scene)} n'est pas ${unServeur(scene)}.`,
    remedy: (scene) =>
      isExchangeStep(scene.step) || scene.step === 'find-settings'
        ? verifiezServeur(scene)
        : `${verifiezServeur(scene)} L'adresse de la page Web où vous lisez vos courriels n'est habituellement pas celle du serveur.`,
  },
  'temporarily-unavailable': {
    message: unavailableMessage,
    remedy: (scene) =>
      scene.step === 'find-settings'
        ? `${sansRienChanger} Si vous connaissez vos serveurs, vous pouvez aussi choisir « Paramètres manuels » et les entrer vous-même.`
        : `${sansRienChanger} Si le problème dure plus d'une heure, communiquez avec ${quiAppeler(scene)}.`,
  },
  'server-misbehaved': {
    message: (scene) =>
      `${LeServeur(scene)} a coupé la connexion ou répondu d'une manière que l'assistante virtuelle ne comprend pas.`,
    remedy: (scene) =>
      beforeConversation(scene)
        ? `${verifiezServeur(scene)} Si tout est exact, réessayez dans quelques minutes, puis signalez le problème à ${quiAppeler(scene)}.`
        : 'Réessayez dans quelques minutes. Si le problème persiste, signalez-le à votre fournisseur de messagerie avec la réponse du serveur.',
  },
};

function spellingMatters({ step, serversWereFound }: Scene): boolean {
  return !isExchangeStep(step) && step !== 'find-settings' && !serversWereFound;
}

function timedOutRemedy(scene: Scene): string {
  if (!beforeConversation(scene)) {
    return 'Le serveur est peut-être surchargé : réessayez dans quelques minutes. Si le problème persiste, communiquez avec votre fournisseur de messagerie.';
  }
  if (scene.side === 'outgoing' && scene.port === 25) {
    return 'Le port 25 est souvent bloqué : essayez plutôt le port 587 avec STARTTLS ou le port 465 avec TLS, selon les instructions de votre fournisseur de messagerie.';
  }
  return `${verifiezServeur(scene)} Si tout est exact, un pare-feu bloque peut-être les connexions venant d'Internet, ou le serveur est surchargé : réessayez dans quelques minutes, puis communiquez avec ${quiAppeler(scene)}.`;
}

function unavailableMessage(scene: Scene): string {
  if (scene.step === 'find-settings') {
    return "La recherche de vos serveurs n'a pas abouti : rien de ce qui a été interrogé ne répond pour le moment.";
  }
  if (scene.step.endsWith('-resolve')) {
    return `Pour le moment, il est impossible de vérifier l'adresse ${duServeur(scene)}.`;
  }
  return `${LeServeur(scene)} n'est pas disponible pour le moment; ${isExchangeStep(scene.step) ? 'vos paramètres ne sont pas en cause' : "votre mot de passe n'est pas en cause"}.`;
}
