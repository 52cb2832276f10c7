import type { Notices } from '../describe-notice.js';
import { leServeur, starttls, tls } from './server-phrases.js';

export const notices: Notices = {
  cleartext: {
    message: (scene) =>
      `La connexion avec ${leServeur(scene)} n'est pas chiffrée : votre mot de passe et vos courriels peuvent être lus en chemin.`,
    remedy: (scene) =>
      `Si votre fournisseur de messagerie l'offre, choisissez plutôt ${tls(scene)} ou ${starttls(scene)}.`,
  },
  'found-in-junk': {
    message: () => 'Le courriel test est bien arrivé, mais dans le dossier des courriels indésirables.',
    remedy: () =>
      "Vous n'avez rien à changer ici. Indiquez à votre messagerie que ce courriel n'est pas indésirable, pour que les prochains arrivent dans votre boîte de réception.",
  },
};
