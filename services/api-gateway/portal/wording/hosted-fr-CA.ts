/** What the page says of hosted providers, in French. */
export const hostedFrCA = {
  providerHint: 'Tapez une partie de son nom. Exemple\u00a0: Yahoo, Vidéotron ou Bell',
  toggle: 'Liste des fournisseurs',
  count: (count: number) => (count === 1 ? 'Un fournisseur' : `${count} fournisseurs`),
  noMatch: (text: string) => `Aucun fournisseur ne correspond à «\u00a0${text}\u00a0».`,
  noMatchRemedy: 'Vérifiez l’orthographe, ou laissez-nous chercher les serveurs à partir de votre adresse.',
  search: 'Chercher mes serveurs',
  useManual: 'Utiliser les paramètres manuels',
  loading: 'Chargement de la liste des fournisseurs…',
  notLoaded: 'La liste des fournisseurs n’a pas pu être chargée. Vous pouvez aussi utiliser les paramètres manuels.',
  proposed: (name: string) => `Cette adresse appartient à ${name}.`,
  choose: (name: string) => `Choisir ${name}`,
  chosen: (name: string) => `Fournisseur choisi\u00a0: ${name}.`,
  prepare: (name: string) => `À préparer chez ${name}`,
  prepareText: 'À faire avant d’entrer le mot de passe.',
  nothingToPrepare: 'Rien à préparer\u00a0: votre adresse et le mot de passe de votre boîte suffisent.',
  howTo: 'Voir comment faire',
  help: (name: string) => `Page d’aide de ${name}`,
  helpNumbered: (name: string, number: number) => `Page d’aide ${number} de ${name}`,
  newTab: '(nouvel onglet)',
  username: 'Identifiant, s’il diffère de l’adresse (facultatif)',
  usernameHint: 'Laissez vide si vous ouvrez une session avec votre adresse courriel.',
  appPassword: 'Mot de passe d’application',
  mailPassword: 'Mot de passe réservé au courriel',
  madePasswordHint: (name: string) =>
    `Celui que vous avez créé chez ${name}, et non votre mot de passe habituel. Il est chiffré avant d’être conservé.`,
  passwordAgain: 'À entrer de nouveau, car le fournisseur, l’adresse ou l’identifiant a changé.',
  noPassword: {
    google: {
      heading: 'Google n’accepte pas le mot de passe de votre compte',
      text: 'Cette boîte demande une connexion par la page de Google, qui n’est pas encore offerte ici.',
      remedy:
        'Dans votre compte Google, activez la validation en deux étapes et créez un mot de passe d’application. Utilisez-le ensuite dans les paramètres manuels, avec les serveurs imap.gmail.com et smtp.gmail.com.',
    },
    microsoft: {
      heading: 'Microsoft n’accepte plus de mot de passe pour cet accès',
      text: 'Cette boîte demande une connexion par la page de Microsoft, qui n’est pas encore offerte ici.',
      remedy: 'Pour le moment, reliez une boîte d’un autre fournisseur.',
    },
  },
  unsupported: (name: string) => `Cette boîte ne peut pas être reliée\u00a0: ${name}`,
  need: [
    'Le nom de votre fournisseur de courriel, par exemple Yahoo ou Vidéotron',
    'Votre adresse courriel et son mot de passe; nous indiquons s’il en faut un créé pour cet accès',
  ],
  needWhere:
    'Votre fournisseur n’est pas dans la liste? Choisissez «\u00a0Je ne sais pas\u00a0»\u00a0: nous chercherons ses serveurs à partir de votre adresse.',
};
