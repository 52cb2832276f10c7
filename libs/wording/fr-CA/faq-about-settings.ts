import type { FaqEntry } from '../help/help-topics.js';
import { portsDe } from './server-phrases.js';

/** What to enter, and where to find it. */
export const faqAboutSettings: readonly FaqEntry[] = [
  {
    id: 'i-do-not-know',
    question: 'Je ne connais pas mes serveurs. Que choisir?',
    answer: [
      'Choisissez « Je ne sais pas » et entrez votre adresse courriel et votre mot de passe. Nous cherchons vos serveurs à partir de votre adresse seulement, sans votre mot de passe, et la page montre ce qui a été consulté.',
      "Le mot de passe n'est essayé que sur les meilleurs serveurs trouvés, par une connexion chiffrée et vérifiée : ceux de votre domaine, d'un fournisseur connu, ou ceux que vous avez acceptés.",
    ],
  },
  {
    id: 'provider-not-listed',
    question: "Mon fournisseur n'est pas dans la liste. Que faire?",
    answer: [
      "Cherchez-le par une partie de son nom ou de votre adresse. S'il n'y est pas, choisissez « Je ne sais pas ».",
      "Si rien n'est trouvé, choisissez « Paramètres manuels ». Les pages d'aide de votre fournisseur donnent ses serveurs, souvent sous « Configurer un logiciel de messagerie ».",
    ],
  },
  {
    id: 'imap-or-pop3',
    question: 'POP3 ou IMAP : lequel choisir?',
    answer: [
      "Choisissez IMAP si votre fournisseur l'offre : vos courriels restent sur le serveur, dans leurs dossiers, accessibles à tous vos appareils.",
      "POP3 ne donne accès qu'à la boîte de réception. Il n'y a pas de dossiers, et l'assistante ne peut rien y archiver.",
    ],
  },
  {
    id: 'user-name',
    question: 'Quel identifiant faut-il entrer?',
    answer: [
      "Le plus souvent, c'est votre adresse courriel au complet. Certains fournisseurs n'utilisent que ce qui précède le « @ », ou un nom qu'ils vous ont donné.",
      'Avec « Je ne sais pas », laissez ce champ vide : votre adresse est essayée d’abord, puis une seule fois ce qui précède le « @ ».',
    ],
  },
  {
    id: 'which-password',
    question: 'Quel mot de passe faut-il entrer?',
    answer: [
      "Celui de votre boîte de courriel, et non celui de ce portail ou de votre téléphone. C'est celui avec lequel vous ouvrez vos courriels sur le Web, sauf si votre fournisseur en demande un autre pour cet accès.",
    ],
  },
  {
    id: 'app-password',
    question: "Qu'est-ce qu'un mot de passe d'application?",
    answer: [
      "C'est un mot de passe que votre fournisseur crée pour un seul logiciel. Il s'utilise à la place du vôtre, et vous pouvez l'annuler sans changer le vôtre.",
      "Google, Yahoo, AOL, Apple iCloud et Fastmail, entre autres, n'acceptent que celui-là. Vous le créez dans les paramètres de sécurité de votre compte chez le fournisseur, puis vous l'entrez dans le champ « Mot de passe » de cette page.",
    ],
    links: [
      {
        text: "Google : créer un mot de passe d'application",
        href: 'https://support.google.com/accounts/answer/185833',
      },
      { text: "Yahoo : créer un mot de passe d'application", href: 'https://help.yahoo.com/kb/SLN15241.html' },
      { text: "Apple : créer un mot de passe d'application", href: 'https://support.apple.com/fr-ca/102654' },
    ],
  },
  {
    id: 'two-step-verification',
    question: 'Ma boîte demande une validation en deux étapes. Que faire?',
    answer: [
      "L'assistante ne peut pas entrer le code que vous recevez. Laissez la validation en deux étapes activée et créez un mot de passe d'application chez votre fournisseur.",
    ],
  },
  {
    id: 'gmail',
    question: 'Comment connecter une boîte Gmail ou Google Workspace?',
    answer: [
      "Google n'accepte pas le mot de passe du compte. Si la page vous offre la connexion avec Google, choisissez-la. Sinon, activez la validation en deux étapes et créez un mot de passe d'application.",
      'Dans « Paramètres manuels », entrez alors « imap.gmail.com » (port 993, TLS) pour la réception et « smtp.gmail.com » (port 465, TLS) pour l’envoi, avec ce mot de passe.',
    ],
    links: [
      {
        text: 'Google : IMAP et autres logiciels de messagerie',
        href: 'https://support.google.com/mail/answer/7126229',
      },
    ],
  },
  {
    id: 'microsoft-365',
    question: 'Puis-je connecter une boîte Microsoft 365, Outlook.com ou Hotmail?',
    answer: [
      "Microsoft n'accepte plus de mot de passe pour cet accès : il faut ouvrir une session sur sa propre page. Choisissez la connexion avec Microsoft si la page vous l'offre.",
      "Dans une entreprise, la personne qui administre Microsoft 365 doit parfois l'autoriser d'abord.",
    ],
  },
  {
    id: 'exchange-address',
    question: "Quelle est l'adresse de mon serveur Exchange?",
    answer: [
      "C'est l'adresse où vous ouvrez Outlook sur le Web au travail, comme « https://courriel.exemple.com/owa ». Le nom du serveur suffit; si vous ne le connaissez pas, laissez le champ vide et nous le cherchons à partir de votre adresse courriel.",
      "Nous vérifions cette adresse pour vous, sans mot de passe. Pour le moment, l'assistante n'ouvre pas elle-même les boîtes Exchange : elle peut ouvrir la vôtre si IMAP et SMTP sont activés sur le serveur.",
    ],
  },
  {
    id: 'tls',
    question: 'Que veulent dire TLS, SSL et STARTTLS?',
    answer: [
      "Ce sont des façons de chiffrer la connexion, pour que personne ne lise en chemin votre mot de passe et vos courriels. Avec TLS, aussi appelé SSL, tout est chiffré dès le début. Avec STARTTLS, la connexion est chiffrée avant que quoi que ce soit d'important soit envoyé.",
      "Les deux protègent aussi bien ici : si le serveur n'accepte pas le chiffrement choisi, ou ne prouve pas qui il est, l'assistante n'envoie pas votre mot de passe.",
    ],
  },
  {
    id: 'ports',
    question: 'Quel port faut-il entrer?',
    answer: [
      `Celui que donne votre fournisseur. Pour la réception : ${portsDe('imap')}; ${portsDe('pop3')}.`,
      `Pour l'envoi : ${portsDe('smtp')}. Évitez le port 25, souvent bloqué.`,
    ],
  },
];
