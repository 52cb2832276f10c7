import type { FindingWords } from '../describe-finding.js';

const knownProvider = 'fournisseur reconnu';
const notListed = "ce domaine ne s'y trouve pas";

export const findingWords: FindingWords = {
  asked: {
    'provider-facts': ({ emailDomain }) => `Notre liste de fournisseurs, pour « ${emailDomain} »`,
    mx: ({ emailDomain }) => `Serveurs qui reçoivent les courriels de « ${emailDomain} » (enregistrements MX)`,
    autoconfig: ({ emailDomain }) => `Paramètres publiés par « ${emailDomain} » (autoconfig)`,
    ispdb: ({ emailDomain }) => `Répertoire public de fournisseurs (ISPDB), pour « ${emailDomain} »`,
    srv: ({ emailDomain }) => `Services de courriel que « ${emailDomain} » annonce (enregistrements SRV)`,
    'autodiscover-cname': ({ emailDomain }) => `Fournisseur vers lequel mène le nom « autodiscover.${emailDomain} »`,
    autodiscover: ({ emailDomain }) => `Découverte automatique d'Exchange (Autodiscover), pour « ${emailDomain} »`,
    guess: ({ emailDomain }) => `Noms de serveurs usuels, comme « imap.${emailDomain} »`,
    'typed-address': ({ typed }) => (typed === undefined ? 'Adresse entrée' : `Adresse entrée, « ${typed} »`),
  },
  ended: {
    found: 'paramètres trouvés',
    'not-found': 'aucun paramètre trouvé',
    'not-offered': "le domaine indique qu'il n'offre pas ce service",
    'no-open-protocol': "fournisseur reconnu, mais qui n'offre ni IMAP ni POP3",
    'filtering-gateway': "on n'y trouve qu'un filtre de courriels; la boîte aux lettres est ailleurs",
    invalid: 'la réponse reçue est inutilisable',
    unreachable: 'aucune réponse',
    'timed-out': 'pas de réponse à temps',
    blocked: "l'assistante virtuelle n'a pas le droit de joindre l'adresse indiquée",
    'not-needed': 'recherche arrêtée, car une source plus fiable a répondu',
  },
  endedAt: {
    'provider-facts': { found: knownProvider, 'not-found': notListed },
    mx: {
      found: "ce sont ceux d'un fournisseur reconnu",
      'not-found': "ce ne sont pas ceux d'un fournisseur de notre liste",
      'not-offered': "le domaine indique qu'il ne reçoit pas de courriels",
      'filtering-gateway': "ce sont ceux d'un filtre de courriels; la boîte aux lettres est ailleurs",
    },
    ispdb: { 'not-found': notListed },
    srv: {
      found: 'serveurs trouvés',
      'not-found': "aucun n'est annoncé",
      'not-offered': "le domaine indique qu'il n'offre ni IMAP ni POP3",
    },
    'autodiscover-cname': {
      found: knownProvider,
      'not-found': "ce n'est pas un fournisseur de notre liste",
      'filtering-gateway': "ce n'est qu'un filtre de courriels",
    },
    autodiscover: { found: 'réponse trouvée', 'not-found': 'aucun serveur Exchange trouvé' },
    guess: { found: 'un serveur de courriel y répond', 'not-found': "aucun serveur de courriel n'y répond" },
    'typed-address': {
      found: 'un serveur Exchange y répond',
      'not-found': "aucun serveur Exchange n'y a été trouvé",
      'not-offered': "le serveur indique qu'il n'offre pas cet accès",
      'no-open-protocol': "le fournisseur est reconnu, mais n'offre pas d'accès Exchange",
      invalid: "ce qui y répond n'est pas un serveur Exchange",
      'filtering-gateway': "on n'y trouve qu'un filtre de courriels",
      'not-needed': 'vérification arrêtée, car le serveur a été trouvé autrement',
    },
  },
  joined: (asked, ended) => `${asked} : ${ended}.`,
};
