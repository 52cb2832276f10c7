/** The four ways to connect a mailbox, and what those say that find the servers themselves, in French. */
export const waysFrCA = {
  methods: {
    unknown: 'Je ne sais pas',
    hosted: 'Fournisseur hébergé',
    exchange: 'Serveur Exchange',
    manual: 'Paramètres manuels',
  },
  methodHints: {
    unknown: 'Le plus simple\u00a0: nous trouvons vos serveurs à partir de votre adresse.',
    hosted: 'Choisissez votre fournisseur dans la liste\u00a0: Yahoo, Vidéotron, Bell…',
    exchange: 'Le serveur de votre entreprise, que vous ouvrez aussi avec Outlook sur le Web.',
    manual: 'Entrez vous-même les serveurs, les ports et la sécurité.',
  },
  unknown: {
    passwordHint:
      'Le mot de passe de votre boîte de courriel, et non celui du portail. Il n’est envoyé qu’aux serveurs de votre domaine, à ceux d’un fournisseur connu ou à ceux que vous aurez acceptés.',
    passwordAgain: 'À entrer de nouveau, car l’adresse, l’identifiant ou la façon de connecter la boîte a changé.',
    need: ['Votre adresse courriel', 'Le mot de passe de votre boîte de courriel'],
    needWhere:
      'C’est tout. Nous cherchons vos serveurs sans votre mot de passe, puis nous vous montrons ce que nous avons trouvé.',
  },
  exchange: {
    legend: 'Votre serveur Exchange',
    url: 'Adresse du serveur Exchange (facultatif)',
    urlHint:
      'Exemples\u00a0: https://webmail.entreprise.com/exchange ou webmail.entreprise.com. Laissez vide si vous ne la connaissez pas\u00a0: nous la cherchons à partir de votre adresse.',
    noPassword: 'Aucun mot de passe n’est demandé',
    noPasswordText:
      'Cette étape vérifie l’adresse de votre serveur Exchange et le trouve pour vous. L’assistante n’ouvre pas encore elle-même les boîtes Exchange\u00a0: le résultat vous dira comment continuer.',
    save: 'Enregistrer et chercher',
    need: [
      'Votre adresse courriel',
      'Si vous la connaissez, l’adresse à laquelle vous ouvrez Outlook sur le Web au travail',
    ],
    needWhere: 'L’administrateur du courriel de votre entreprise connaît cette adresse.',
  },
  summary: {
    method: 'Mode de connexion',
    servers: 'Serveurs',
    notFoundYet: 'Ils seront trouvés à la prochaine validation.',
    exchangeServer: 'Serveur Exchange',
    exchangeNotFoundYet: 'Il sera cherché à partir de votre adresse à la prochaine validation.',
    endpoint: 'Adresse trouvée',
    confirmed: 'Serveurs que vous avez acceptés',
  },
};
