import type { FieldProblem } from '../connection-form/check-draft.js';
import type { Removed } from '../connection-form/clean-host.js';
import type { FieldName } from '../connection-form/draft.js';
import type { StepState } from '@mail-access/contracts';
import { discoveryFrCA } from './discovery-fr-CA.js';
import { helpFrCA } from './help-fr-CA.js';
import { hostedFrCA } from './hosted-fr-CA.js';
import { waysFrCA } from './ways-fr-CA.js';

// French of Canada: a no-break space before ":" and inside «\u00a0», none before ";", "!" and "?".

const labels: Record<FieldName, string> = {
  method: 'Façon de connecter votre boîte',
  emailAddress: 'Adresse courriel',
  providerId: 'Fournisseur de courriel',
  exchangeUrl: 'Adresse du serveur Exchange',
  username: 'Identifiant',
  password: 'Mot de passe',
  incomingProtocol: 'Protocole d’accès',
  incomingSecurity: 'Sécurité de la réception',
  incomingHost: 'Serveur de réception',
  incomingPort: 'Port de réception',
  keepCopyOnServer: 'Conserver une copie des courriels sur le serveur',
  outgoingHost: 'Serveur d’envoi (SMTP)',
  outgoingSecurity: 'Sécurité de l’envoi',
  outgoingPort: 'Port d’envoi',
  outgoingAuthentication: 'Authentification du serveur d’envoi',
  outgoingUsername: 'Identifiant du serveur d’envoi',
  outgoingPassword: 'Mot de passe du serveur d’envoi',
  allowCleartext: 'J’accepte une connexion non chiffrée',
};

const missing: Partial<Record<FieldName, string>> = {
  emailAddress: 'Entrez votre adresse courriel.',
  providerId: 'Choisissez votre fournisseur dans la liste.',
  username: 'Entrez votre identifiant.',
  password: 'Entrez le mot de passe.',
  incomingHost: 'Entrez le nom du serveur de réception.',
  incomingPort: 'Entrez le port de réception.',
  outgoingHost: 'Entrez le nom du serveur d’envoi.',
  outgoingPort: 'Entrez le port d’envoi.',
  outgoingUsername: 'Entrez l’identifiant du serveur d’envoi.',
  outgoingPassword: 'Entrez le mot de passe du serveur d’envoi.',
};

const removed: Record<Removed, string> = {
  scheme: 'le début «\u00a0https://\u00a0»',
  user: 'ce qui précède «\u00a0@\u00a0»',
  path: 'ce qui suit le nom du serveur',
  port: 'le port, placé dans son champ',
  spaces: 'les espaces',
};

const list = new Intl.ListFormat('fr-CA', { type: 'conjunction' });

const stepStates: Record<StepState, string> = {
  pending: 'En attente',
  running: 'En cours',
  passed: 'Réussie',
  warning: 'À surveiller',
  failed: 'Échouée',
  skipped: 'Non exécutée',
};

export const frCA = {
  title: 'Accès aux courriels',
  portal: 'Portail de téléphonie',
  intro:
    'Reliez votre boîte de courriel à votre assistante virtuelle afin d’écouter vos courriels et d’y répondre par la voix.',
  skipToContent: 'Aller au contenu',
  languageSwitch: 'Langue',
  loading: 'Chargement de votre connexion…',
  reference: (id: string) => `Référence pour le soutien technique\u00a0: ${id}`,

  signIn: {
    heading: 'Ouvrez une session',
    text: 'Ouvrez une session pour voir ou modifier votre accès aux courriels.',
    left: 'Votre session est fermée.',
    failed: 'L’ouverture de session n’a pas abouti. Essayez de nouveau.',
    button: 'Ouvrir une session',
    another: 'Utiliser un autre compte',
    starting: 'Ouverture de session…',
    signOut: 'Fermer la session',
    over: 'Votre session a pris fin',
    overText:
      'Ouvrez de nouveau une session pour continuer. Ce que vous avez entré est conservé, sauf les mots de passe, que nous ne gardons jamais.',
    unavailable: 'Le service d’ouverture de session ne répond pas. Essayez de nouveau dans un instant.',
  },

  notEntitled: {
    heading: 'Votre abonnement n’inclut pas l’accès aux courriels',
    text: 'Cette page sert à relier votre boîte de courriel à votre assistante virtuelle. L’option «\u00a0Accès aux courriels\u00a0» n’est pas comprise dans votre abonnement actuel.',
    remedy:
      'Demandez à l’administrateur de votre service téléphonique d’ajouter l’option, ou communiquez avec le service à la clientèle. Si elle vient d’être ajoutée, fermez la session, puis ouvrez-en une nouvelle.',
  },

  unreachable: {
    heading: 'Le service ne répond pas',
    text: 'Nous n’arrivons pas à joindre le service d’accès aux courriels. Vérifiez votre connexion Internet, puis essayez de nouveau.',
    failed:
      'Un imprévu est survenu de notre côté. Essayez de nouveau; si cela continue, communiquez avec le soutien technique.',
    retry: 'Réessayer',
  },

  form: {
    newHeading: 'Configurer votre connexion',
    editHeading: 'Modifier votre connexion',
    required: 'Tous les champs sont requis, sauf indication contraire.',
    account: 'Votre boîte de courriel',
    incoming: 'Réception des courriels',
    outgoing: 'Envoi des courriels',
    labels,
    hints: {
      emailAddress: 'L’adresse à laquelle vous recevez vos courriels. Exemple\u00a0: prenom.nom@entreprise.com',
      username: 'Souvent votre adresse courriel au complet. Corrigez-le si votre fournisseur vous en a donné un autre.',
      password:
        'Le mot de passe de votre boîte de courriel, et non celui du portail. Il est chiffré avant d’être conservé.',
      passwordKept: 'Laissez vide pour conserver le mot de passe déjà enregistré.',
      passwordAgain: 'À entrer de nouveau, car le serveur ou l’identifiant a changé.',
      incomingHost: 'Le nom du serveur seulement. Exemple\u00a0: imap.entreprise.com ou mail.entreprise.com',
      outgoingHost: 'Le nom du serveur seulement. Exemple\u00a0: smtp.entreprise.com ou mail.entreprise.com',
      incomingPort: (usual: string) => `Habituellement ${usual} avec ces choix.`,
      outgoingPort: (usual: string) => `Habituellement ${usual} avec ce choix.`,
      keepCopyOnServer:
        'Recommandé. Sans cette option, un courriel que l’assistante a récupéré n’est plus accessible à partir de vos autres appareils.',
      outgoingUsername: 'L’identifiant que ce serveur d’envoi demande.',
      outgoingPassword: 'Le mot de passe que ce serveur d’envoi demande. Il est chiffré avant d’être conservé.',
    },
    protocols: { imap: 'IMAP', pop3: 'POP3' },
    protocolHints: {
      imap: 'Recommandé. Vos courriels restent sur le serveur, accessibles à tous vos appareils.',
      pop3: 'Si votre fournisseur n’offre pas IMAP. Il n’y a pas de dossiers.',
    },
    securities: { tls: 'TLS (SSL)', starttls: 'STARTTLS', none: 'Aucune' },
    securityHints: {
      tls: 'Chiffrée dès le premier instant.',
      starttls: 'Chiffrée avant d’envoyer quoi que ce soit.',
      none: 'Rien n’est chiffré.',
    },
    authentications: {
      same: 'Les mêmes identifiant et mot de passe que pour la réception',
      different: 'Un identifiant et un mot de passe différents',
      none: 'Aucune authentification',
    },
    authenticationHints: {
      same: 'Le cas le plus courant.',
      different: 'Si votre fournisseur vous en a donné pour le serveur d’envoi.',
      none: 'Rare\u00a0: le serveur accepte vos courriels sans mot de passe.',
    },
    cleartextWarning:
      'Sans chiffrement, votre mot de passe et vos courriels peuvent être lus par d’autres en chemin. Choisissez TLS ou STARTTLS si votre fournisseur l’offre.',
    cleartextSeeAbove: 'Votre accord, donné plus haut, vaut aussi pour l’envoi.',
    cleartextConsent: 'Je comprends ce risque et j’accepte une connexion non chiffrée.',
    show: 'Afficher',
    hide: 'Masquer',
    showPassword: (label: string) => `Afficher\u00a0: ${label}`,
    save: 'Enregistrer et valider',
    saving: 'Enregistrement…',
    cancel: 'Annuler',
    kept: 'Nous avons conservé ce que vous aviez entré. Les mots de passe sont à entrer de nouveau.',
    notSaved: 'Rien n’a été enregistré.',
    summary: (count: number) => (count === 1 ? 'Un champ est à corriger' : `${count} champs sont à corriger`),
    cleaned: (what: readonly Removed[]) => `Nous avons retiré ${list.format(what.map((each) => removed[each]))}.`,
    problem: (field: FieldName, problem: FieldProblem): string => {
      switch (problem) {
        case 'missing':
          return missing[field] ?? 'Remplissez ce champ.';
        case 'not-an-address':
          return 'Entrez une adresse complète, par exemple prenom.nom@entreprise.com.';
        case 'not-a-host':
          return 'Entrez seulement le nom du serveur, par exemple mail.entreprise.com.';
        case 'not-a-port':
          return 'Entrez un nombre de 1 à 65535.';
        case 'not-a-server-address':
          return 'Entrez l’adresse du serveur sur une seule ligne.';
        case 'secret-in-address':
          return 'Entrez seulement l’adresse du serveur, sans identifiant ni mot de passe. Exemple\u00a0: webmail.entreprise.com';
        case 'too-long':
          return 'C’est trop long.';
        case 'password-again':
          return 'Entrez le mot de passe de nouveau, car le serveur ou l’identifiant a changé.';
        case 'password-for-provider':
          return 'Entrez le mot de passe de nouveau, car le fournisseur, l’adresse ou l’identifiant a changé.';
        case 'password-for-address':
          return 'Entrez le mot de passe, car l’adresse, l’identifiant ou la façon de connecter la boîte a changé.';
        case 'consent':
          return 'Cochez la case pour accepter une connexion non chiffrée, ou choisissez TLS ou STARTTLS.';
      }
    },
  },

  ways: waysFrCA,
  hosted: hostedFrCA,
  discovery: discoveryFrCA,
  help: helpFrCA,

  steps: {
    heading: 'Validation de votre connexion',
    running: 'Nous vérifions chaque étape. Cela prend habituellement moins d’une minute.',
    list: 'Étapes de la validation',
    states: stepStates,
    progress: (done: number, all: number) => `${done} ${done < 2 ? 'étape' : 'étapes'} sur ${all}`,
    seconds: (value: string) => `${value}\u00a0s`,
    milliseconds: (value: number) => `${value}\u00a0ms`,
    remedy: 'Que faire',
    serverText: 'Ce que le serveur a répondu',
    retryable: 'Réessayer sans rien changer peut aider.',
    notRetryable: 'Réessayer sans rien changer n’aidera pas.',
    cancel: 'Arrêter la validation',
    cancelling: 'Arrêt en cours…',
    interrupted: 'La liaison avec le portail est interrompue. La validation continue; nous reprenons la liaison.',
    started: 'La validation a commencé.',
    onePassed: (title: string) => `Étape réussie\u00a0: ${title}.`,
    manyPassed: (first: number, last: number) => `Étapes ${first} à ${last} réussies.`,
    ended: (title: string, state: string, message: string) =>
      `${title}\u00a0: ${state.toLowerCase()}. ${message}`.trim(),
    nowRunning: (title: string) => `En cours\u00a0: ${title}.`,
  },

  result: {
    passed: 'Votre boîte est connectée',
    passedText: 'Vous pouvez maintenant demander à votre assistante virtuelle, par la voix\u00a0:',
    passedList: [
      'd’écouter vos courriels et d’y répondre',
      'de transférer, de supprimer et d’archiver des courriels',
      'd’envoyer des messages vocaux par courriel',
    ],
    passedPop3: 'Avec POP3, l’archivage et les dossiers ne sont pas offerts.',
    testMessage: (address: string) => `Un courriel test vient d’arriver à ${address}. Vous pouvez le supprimer.`,
    withWarnings: 'Une étape mérite votre attention. Voyez les détails ci-dessous.',
    failed: 'La connexion n’a pas pu être établie',
    failedText: 'Voici l’étape qui a échoué et ce que vous pouvez faire.',
    cancelled: 'La validation a été arrêtée',
    cancelledText: 'Vos paramètres sont enregistrés, mais la connexion n’est pas validée.',
    correct: 'Corriger les paramètres',
    again: 'Valider à nouveau',
    done: 'Terminer',
    later: 'Continuer plus tard',
  },

  connection: {
    heading: 'Votre connexion',
    states: {
      established: 'Connectée',
      broken: 'Connexion en échec',
      unproven: 'Non validée',
    },
    stateTexts: {
      established: 'Votre assistante virtuelle a accès à votre boîte.',
      broken: 'La dernière validation a échoué. Corrigez les paramètres ou validez à nouveau.',
      unproven: 'Vos paramètres sont enregistrés, mais ils n’ont pas encore été validés jusqu’au bout.',
    },
    settings: 'Paramètres',
    server: (host: string, port: number) => `${host}, port ${port}`,
    sameAuthentication: 'Les mêmes que pour la réception',
    noAuthentication: 'Aucune',
    otherAuthentication: (username: string) => `Identifiant ${username}`,
    keepsCopy: 'Une copie reste sur le serveur',
    keepsNoCopy: 'Aucune copie ne reste sur le serveur',
    copy: 'Courriels récupérés',
    password: 'Enregistré (jamais affiché)',
    lastValidation: 'Dernière validation',
    validatedAt: (when: string, state: string) => `${when}\u00a0: ${state}`,
    validationStates: { running: 'en cours', passed: 'réussie', failed: 'échouée', cancelled: 'arrêtée' },
    never: 'Aucune pour le moment',
    showSteps: 'Voir les étapes',
    edit: 'Modifier',
    again: 'Valider à nouveau',
    remove: 'Retirer la connexion',
    removed: 'La connexion est retirée. Votre boîte de courriel n’a pas changé.',
    removeHeading: 'Retirer cette connexion?',
    removeText: (address: string) =>
      `Votre assistante virtuelle n’aura plus accès à la boîte ${address}. Les paramètres et le mot de passe enregistrés ici seront effacés définitivement. Vos courriels restent intacts chez votre fournisseur.`,
    removeConfirm: 'Retirer',
    removing: 'Retrait en cours…',
    removeCancel: 'Conserver la connexion',
    removeFailed: 'Le retrait n’a pas abouti. Essayez de nouveau.',
    startFailed: 'La validation n’a pas pu commencer. Essayez de nouveau.',
  },

  aside: {
    needHeading: 'Ce qu’il vous faut',
    need: [
      'Votre adresse courriel, votre identifiant et votre mot de passe',
      'Le protocole d’accès\u00a0: IMAP (recommandé) ou POP3',
      'Le nom des serveurs de réception et d’envoi',
    ],
    needWhere:
      'Votre fournisseur de courriel donne ces renseignements dans ses pages d’aide, souvent sous «\u00a0Configurer un logiciel de messagerie\u00a0».',
    privacyHeading: 'Votre vie privée',
    privacy: [
      'Votre mot de passe est chiffré avant d’être conservé, et n’est jamais affiché.',
      'Vos courriels ne sont pas accessibles à partir de ce portail.',
      'Vous pouvez retirer la connexion en tout temps.',
    ],
  },
};
