import type { TestMessageWords } from '../test-message.js';

export const testMessageWords: TestMessageWords = {
  subject: "Courriel test : votre messagerie est connectée à l'assistante virtuelle",
  paragraphs: ({ emailAddress }) => [
    'Bonjour,',
    `Ce courriel confirme que votre assistante virtuelle est connectée à la boîte aux lettres « ${emailAddress} ». Il a été envoyé automatiquement par votre propre serveur d'envoi.`,
    'Les résultats complets de la vérification sont affichés dans la page Accès aux courriels.',
    "Vous n'avez rien à faire : inutile d'y répondre, et vous pouvez le supprimer.",
  ],
};
