/** What stands around the help texts, in French. The texts themselves are in `@mail-access/wording/help`. */
export const helpFrCA = {
  pages: { guide: 'Guide de dépannage', faq: 'Foire aux questions' },
  leads: {
    guide: 'Ce que chaque problème de connexion veut dire, et ce que vous pouvez faire.',
    faq: 'Les réponses aux questions que l’on nous pose souvent.',
  },
  back: 'Retour à l’accès aux courriels',
  navigation: 'Pages d’aide',
  footer: 'Aide',
  asideHeading: 'Besoin d’aide?',
  learnMore: 'En savoir plus sur ce problème',
  search: 'Chercher dans l’aide',
  searchHint: 'Exemple\u00a0: mot de passe, certificat ou Gmail',
  clear: 'Effacer la recherche',
  count: (count: number) => (count === 1 ? 'Une rubrique trouvée.' : `${count} rubriques trouvées.`),
  none: (text: string) => `Aucune rubrique ne correspond à «\u00a0${text}\u00a0».`,
  noneRemedy: 'Essayez un mot plus court ou plus général.',
  sections: 'Dans cette page',
  meaning: 'Ce que cela veut dire',
  remedy: 'Que faire',
  loading: 'Chargement de l’aide…',
  failed: 'L’aide n’a pas pu être chargée.',
};
