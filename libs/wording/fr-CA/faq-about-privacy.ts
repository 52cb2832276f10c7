import type { FaqEntry } from '../help/help-topics.js';

/** What happens to messages, passwords and contacts. */
export const faqAboutPrivacy: readonly FaqEntry[] = [
  {
    id: 'my-messages',
    question: "Qu'arrive-t-il à mes courriels?",
    answer: [
      "Ils restent chez votre fournisseur. L'assistante ne fait que s'y connecter : elle ne déménage pas votre boîte et n'en garde pas de copie.",
      "Avec POP3, laissez cochée l'option « Conserver une copie des courriels sur le serveur » : sans elle, un courriel que l'assistante a récupéré n'est plus accessible à partir de vos autres appareils.",
    ],
  },
  {
    id: 'who-can-read',
    question: 'Le personnel du service téléphonique peut-il lire mes courriels ou mon mot de passe?',
    answer: [
      "Non. Votre mot de passe est chiffré avant d'être conservé et n'est jamais affiché, ni à vous ni au personnel. Vos courriels ne sont pas accessibles à partir de ce portail.",
      'Pour vous aider, le soutien technique voit les étapes de la validation et leur résultat, sans contenu de courriel et sans mot de passe.',
    ],
  },
  {
    id: 'disconnect',
    question: "Comment retirer la connexion, et qu'est-ce qui est effacé?",
    answer: [
      "Dans cette page, choisissez « Retirer la connexion ». Vos paramètres, le mot de passe enregistré et les résultats des validations sont effacés définitivement, et l'assistante n'a plus accès à votre boîte.",
      "Vos courriels restent intacts chez votre fournisseur. Si vous aviez créé un mot de passe d'application, annulez-le aussi chez lui.",
    ],
  },
  {
    id: 'several-mailboxes',
    question: 'Puis-je connecter plusieurs boîtes?',
    answer: [
      "Une seule à la fois. Si vous en enregistrez une autre, elle remplace la première. Pour tout entendre au même endroit, faites suivre les courriels d'une boîte vers l'autre chez votre fournisseur.",
    ],
  },
  {
    id: 'contacts-and-calendar',
    question: 'Mes contacts et mon calendrier sont-ils connectés aussi?',
    answer: [
      'Non : IMAP et POP3 ne donnent accès qu’aux courriels. Les contacts et le calendrier de votre fournisseur n’en font pas partie.',
    ],
  },
];
