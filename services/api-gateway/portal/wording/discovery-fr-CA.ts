const yourDomain = (domain: string | null) => (domain === null ? 'votre domaine' : `votre domaine, ${domain}`);

/** What is said of settings while they are looked for and when they are found, in French. */
export const discoveryFrCA = {
  looking: 'Nous interrogeons plusieurs sources à la fois, sans votre mot de passe.',
  findings: 'Ce que nous avons vérifié',
  showFindings: (count: number) => (count === 1 ? 'Voir la source consultée' : `Voir les ${count} sources consultées`),
  found: 'Ce que nous avons trouvé',
  willUse: 'Voici les serveurs que nous allons utiliser.',
  incoming: 'Réception',
  outgoing: 'Envoi',
  exchange: 'Serveur Exchange',
  port: (port: number) => `port ${port}`,
  securities: { tls: 'chiffré (TLS)', starttls: 'chiffré (STARTTLS)', none: 'non chiffré' },
  username: (username: string) => `Identifiant\u00a0: ${username}`,
  noSignIn: 'Sans authentification',
  foreign: 'Hors de votre domaine',

  confirm: {
    heading: 'Nous avons trouvé vos serveurs. Les utiliser?',
    text: (domain: string | null) => `Ces serveurs n’appartiennent pas à ${yourDomain(domain)}.`,
    textOneOfTwo: (host: string, domain: string | null) =>
      `Le serveur ${host} n’appartient pas à ${yourDomain(domain)}.`,
    notSent: 'Votre mot de passe ne leur a pas été envoyé\u00a0: il le sera seulement si vous répondez oui.',
    advice:
      'Répondez oui si vous reconnaissez l’entreprise qui héberge vos courriels. Dans le doute, demandez à la personne qui administre votre courriel.',
    learnMore: 'Pourquoi nous posons cette question',
    state: 'À confirmer',
    yes: 'Oui, utiliser ces serveurs',
    no: 'Non, revenir au formulaire',
    exchange: {
      heading: 'Nous avons trouvé un serveur Exchange. Est-ce le vôtre?',
      text: (host: string, domain: string | null) =>
        `Il est à l’adresse ${host}, qui n’appartient pas à ${yourDomain(domain)}.`,
      notSent: 'Rien ne lui a été demandé, sauf s’il est un serveur Exchange. Aucun mot de passe n’est envoyé.',
      yes: 'Oui, c’est mon serveur',
    },
    failed: 'Votre réponse n’a pas pu être enregistrée. Essayez de nouveau.',
  },

  ways: {
    manual: 'Entrer les paramètres à la main',
    exchange: 'Passer à l’option Exchange',
    hosted: 'Choisir mon fournisseur dans la liste',
  },
};
