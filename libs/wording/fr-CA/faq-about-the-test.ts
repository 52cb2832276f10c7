import type { FaqEntry } from '../help/help-topics.js';

/** What the validation does, and why it stops. */
export const faqAboutTheTest: readonly FaqEntry[] = [
  {
    id: 'validation',
    question: 'Que vérifie la validation?',
    answer: [
      "Elle trouve vos serveurs, les joint, vérifie le chiffrement, ouvre une session, puis envoie un courriel test et attend qu'il arrive. Chaque étape s'affiche avec son résultat; cela prend habituellement moins d'une minute.",
      "Elle ne lit aucun de vos courriels : elle cherche seulement le sien. Vous pouvez l'arrêter en tout temps.",
    ],
  },
  {
    id: 'test-message',
    question: 'Qu’est-ce que le courriel test? Puis-je le supprimer?',
    answer: [
      "C'est un courriel que votre serveur d'envoi transmet de votre adresse à votre adresse. Son arrivée prouve que la réception et l'envoi fonctionnent.",
      "Vous n'avez pas à y répondre, et vous pouvez le supprimer dès que la validation est terminée.",
    ],
  },
  {
    id: 'junk',
    question: 'Le courriel test est dans mes courriels indésirables. Est-ce grave?',
    answer: [
      'Non, la connexion fonctionne. Indiquez à votre messagerie qu’il n’est pas indésirable, et les prochains arriveront au bon endroit.',
      "Avec POP3, l'assistante ne voit que la boîte de réception : déplacez-y le courriel test, puis validez à nouveau.",
    ],
  },
  {
    id: 'confirm-server',
    question: 'Pourquoi dois-je accepter un serveur?',
    answer: [
      "Quand les serveurs trouvés n'appartiennent ni à votre domaine ni à un fournisseur connu, rien ne prouve qu'ils sont à vous. Votre mot de passe n'y est envoyé que si vous les acceptez.",
      "Acceptez un nom que vous reconnaissez, par exemple celui de l'entreprise qui héberge votre courriel. En cas de doute, demandez à la personne qui administre votre messagerie.",
    ],
  },
  {
    id: 'wait',
    question: 'Pourquoi dois-je attendre avant de réessayer?',
    answer: [
      "Beaucoup de serveurs bloquent un compte après quelques mots de passe refusés. Quand nous avons trouvé un serveur pour vous, l'assistante s'arrête donc à deux refus par heure et dit quand réessayer.",
      'Profitez-en pour vérifier votre identifiant et votre mot de passe sur le site Web de votre messagerie.',
    ],
  },
  {
    id: 'without-encryption',
    question: 'Mon serveur n’offre aucun chiffrement. Puis-je quand même m’en servir?',
    answer: [
      'Oui, dans « Paramètres manuels » : choisissez la sécurité « Aucune » et cochez la case qui dit que vous acceptez ce risque. Votre mot de passe et vos courriels peuvent alors être lus en chemin; demandez plutôt à votre fournisseur un serveur protégé.',
    ],
  },
  {
    id: 'password-changed',
    question: "J'ai changé le mot de passe de ma boîte. Que faire ici?",
    answer: [
      "Ouvrez cette page, choisissez « Modifier », entrez le nouveau mot de passe, puis « Enregistrer et valider ». Tant que ce n'est pas fait, l'assistante n'a plus accès à votre boîte.",
      "Chez Google et d'autres, changer le mot de passe du compte annule aussi les mots de passe d'application : créez-en alors un nouveau.",
    ],
  },
];
