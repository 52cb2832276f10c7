import type { UseDiagnosis } from '../diagnosis-families.js';
import { isSearch, type Scene, type Sentences } from '../scene.js';
import { dansMinutes, duServeur, leServeur, LeServeur } from './server-phrases.js';

const unQuartDHeure = 'Attendez une quinzaine de minutes, puis réessayez.';

/** When the subscriber is let in, and something still does not work. */
export const useSentences: Record<UseDiagnosis, Sentences> = {
  'too-many-connections': {
    message: (scene) => `${LeServeur(scene)} compte déjà trop de connexions pour en accepter une de plus.`,
    remedy: () =>
      'Fermez votre messagerie sur les autres appareils et logiciels où vous ne vous en servez pas, attendez quelques minutes, puis réessayez.',
  },
  'rate-limited': { message: rateLimitedMessage, remedy: rateLimitedRemedy },
  'mailbox-unavailable': {
    message: (scene) =>
      scene.step === 'find-endpoint'
        ? `${LeServeur(scene)} ne connaît aucune boîte aux lettres à votre adresse courriel.`
        : `La session est ouverte, mais la boîte aux lettres ${duServeur(scene)} ne peut pas être consultée.`,
    remedy: (scene) =>
      scene.step === 'find-endpoint'
        ? "Vérifiez l'orthographe de votre adresse courriel. Si elle est exacte, demandez à la personne qui administre le serveur Exchange sur quel serveur se trouve votre boîte."
        : 'Vérifiez que votre identifiant est bien celui de cette boîte aux lettres et que vous pouvez la consulter sur le Web. Si tout y est normal, demandez à votre fournisseur de messagerie ou à la personne qui administre la messagerie si la boîte existe toujours et si cet accès est permis.',
  },
  'sender-refused': {
    message: (scene) => `${LeServeur(scene)} refuse d'envoyer un courriel au nom de votre adresse.`,
    remedy: () =>
      "Vérifiez que l'authentification du serveur d'envoi est activée et que votre adresse courriel appartient bien au compte qui ouvre la session. Si votre adresse est un alias, demandez à votre fournisseur de messagerie de permettre les envois avec cette adresse.",
  },
  'recipient-refused': {
    message: (scene) => `${LeServeur(scene)} refuse de transmettre le courriel test à votre adresse.`,
    remedy: () =>
      "Vérifiez l'orthographe de votre adresse courriel et que l'authentification du serveur d'envoi est activée : sans elle, beaucoup de serveurs ne transmettent rien. Vérifiez aussi que votre boîte aux lettres n'est pas pleine.",
  },
  'message-refused': {
    message: (scene) =>
      scene.side === 'outgoing'
        ? `${LeServeur(scene)} a refusé le contenu du courriel test, ou la boîte qui devait le recevoir.`
        : `${LeServeur(scene)} signale que la boîte aux lettres est pleine : elle ne peut pas recevoir le courriel test.`,
    remedy: (scene) =>
      scene.side === 'outgoing'
        ? "Vérifiez que votre boîte aux lettres n'est pas pleine et que votre compte a le droit d'envoyer des courriels. Si la réponse du serveur parle d'une politique ou de pourriel, transmettez-la à votre fournisseur de messagerie."
        : 'Supprimez des courriels ou videz la corbeille de votre boîte aux lettres pour y faire de la place, puis réessayez.',
  },
  'test-message-not-seen': {
    message: (scene) =>
      `Le courriel test est parti, mais il n'est pas encore arrivé dans la boîte que consulte ${leServeur(scene)}.`,
    remedy: (scene) =>
      scene.protocol === 'pop3'
        ? "Attendez quelques minutes, puis réessayez. Si le courriel test est dans vos courriels indésirables, déplacez-le dans la boîte de réception, car POP3 ne donne accès qu'à elle. Vérifiez aussi que votre adresse courriel mène bien à cette boîte."
        : 'Attendez quelques minutes, puis réessayez. Regardez si le courriel test est dans un autre dossier ou dans vos courriels indésirables, et vérifiez que votre adresse courriel mène bien à cette boîte.',
  },
};

function rateLimitedMessage(scene: Scene): string {
  if (isSearch(scene) && scene.waitMinutes !== undefined) {
    return scene.serversWereFound
      ? 'Trop de recherches de serveurs ont été demandées en peu de temps.'
      : 'Trop de serveurs différents ont été essayés en peu de temps.';
  }
  return scene.waitMinutes === undefined
    ? `${LeServeur(scene)} demande d'attendre : il a reçu trop de demandes ou de courriels pour ce compte.`
    : `${LeServeur(scene)} vient de refuser deux ouvertures de session. Pour ne bloquer aucun compte, l'assistante virtuelle attend avant d'en essayer une autre.`;
}

function rateLimitedRemedy(scene: Scene): string {
  if (isSearch(scene) && scene.waitMinutes !== undefined) {
    if (!scene.serversWereFound)
      return `Vérifiez les noms de vos serveurs, puis validez à nouveau ${dansMinutes(scene.waitMinutes)}.`;
    return `Validez à nouveau ${dansMinutes(scene.waitMinutes)}. Si vous connaissez vos serveurs, vous pouvez aussi les entrer sans attendre dans « Paramètres manuels ».`;
  }
  if (scene.waitMinutes !== undefined) {
    return `Vérifiez votre identifiant et votre mot de passe en ouvrant votre messagerie sur le Web. Réessayez ici ${dansMinutes(scene.waitMinutes)}.`;
  }
  return scene.side === 'outgoing'
    ? `${unQuartDHeure} Si vous avez atteint la limite quotidienne d'envois de votre fournisseur de messagerie, l'attente peut durer jusqu'à 24 heures.`
    : `${unQuartDHeure} Certains fournisseurs de messagerie imposent une attente qui peut durer jusqu'à 24 heures.`;
}
