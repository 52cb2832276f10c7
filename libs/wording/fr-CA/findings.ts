import type { FindingWords } from '../describe-finding.js';

export const findings: FindingWords = {
  sources: {
    'provider-facts': ({ emailDomain }) => `Fournisseurs connus, pour ${emailDomain} : `,
    mx: ({ emailDomain }) => `Serveur qui reçoit les courriels de ${emailDomain} : `,
    autoconfig: ({ emailDomain }) => `Configuration publiée par ${emailDomain} : `,
    ispdb: ({ emailDomain }) => `Répertoire public de fournisseurs, pour ${emailDomain} : `,
    srv: ({ emailDomain }) => `Services annoncés dans le DNS de ${emailDomain} : `,
    'autodiscover-cname': ({ emailDomain }) => `Nom « autodiscover » de ${emailDomain} : `,
    autodiscover: ({ emailDomain }) => `Découverte automatique d'Exchange à ${emailDomain} : `,
    guess: ({ emailDomain }) => `Noms de serveurs habituels de ${emailDomain} : `,
    'typed-address': ({ typed }) => (typed === undefined ? 'Adresse donnée : ' : `Adresse donnée, « ${typed} » : `),
  },
  outcomes: {
    found: 'des paramètres ont été trouvés.',
    'not-found': 'rien n’a été trouvé.',
    'not-offered': "ce service n'y est pas offert.",
    'no-open-protocol': "ce fournisseur n'offre ni IMAP ni POP3.",
    'filtering-gateway': 'un service qui ne fait que filtrer les courriels.',
    invalid: "la réponse n'est pas utilisable.",
    unreachable: 'aucun serveur ne répond.',
    'timed-out': "la réponse n'est pas arrivée à temps.",
    blocked: 'cette adresse ne peut pas être consultée.',
    'not-needed': 'plus besoin de sa réponse.',
  },
};
