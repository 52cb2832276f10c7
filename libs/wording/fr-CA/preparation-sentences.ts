import type { PreparationSentences } from '../describe-preparation.js';

export const preparationSentences: PreparationSentences = {
  'turn-on-imap': (name) => `Activez l'accès IMAP dans les paramètres de votre compte chez ${name}.`,
  'turn-on-pop3': (name) => `Activez l'accès POP3 dans les paramètres de votre compte chez ${name}.`,
  'turn-on-mail-programs': (name) =>
    `Dans les paramètres de votre compte chez ${name}, permettez l'accès par d'autres logiciels de messagerie (IMAP, POP3 et SMTP) et créez-y un mot de passe pour eux s'il en faut un.`,
  'turn-on-two-step-verification': (name) =>
    `Activez la validation en deux étapes de votre compte chez ${name} : sans elle, aucun mot de passe d'application ne peut être créé.`,
  'create-app-password': (name) =>
    `Créez un mot de passe d'application chez ${name}. C'est lui qu'il faut entrer comme mot de passe : le mot de passe habituel de votre compte n'est pas accepté.`,
  'create-mail-password': (name) =>
    `Créez chez ${name} un mot de passe réservé au courriel. C'est lui qu'il faut entrer : celui de votre compte n'est pas accepté.`,
  'sign-in-with-google': () =>
    'Cette boîte aux lettres est gérée par Google : choisissez la connexion avec Google si la page vous l’offre.',
  'sign-in-with-microsoft': () =>
    "Cette boîte aux lettres est gérée par Microsoft, qui n'accepte plus de mot de passe : choisissez la connexion avec Microsoft si la page vous l'offre.",
};
