import type { FindingWords } from '../describe-finding.js';

const knownProvider = 'a provider that we know';
const notListed = 'this domain is not in it';

export const findingWords: FindingWords = {
  asked: {
    'provider-facts': ({ emailDomain }) => `Our list of providers, for “${emailDomain}”`,
    mx: ({ emailDomain }) => `Servers that receive the e-mail of “${emailDomain}” (MX records)`,
    autoconfig: ({ emailDomain }) => `Settings published by “${emailDomain}” (autoconfig)`,
    ispdb: ({ emailDomain }) => `Public directory of providers (ISPDB), for “${emailDomain}”`,
    srv: ({ emailDomain }) => `E-mail services that “${emailDomain}” announces (SRV records)`,
    'autodiscover-cname': ({ emailDomain }) => `Provider to which the name “autodiscover.${emailDomain}” leads`,
    autodiscover: ({ emailDomain }) => `Automatic discovery of Exchange (Autodiscover), for “${emailDomain}”`,
    guess: ({ emailDomain }) => `Usual server names, such as “imap.${emailDomain}”`,
    'typed-address': ({ typed }) => (typed === undefined ? 'Address entered' : `Address entered, “${typed}”`),
  },
  ended: {
    found: 'settings found',
    'not-found': 'no settings found',
    'not-offered': 'the domain says that it does not offer this service',
    'no-open-protocol': 'a provider that we know, but that offers neither IMAP nor POP3',
    'filtering-gateway': 'only an e-mail filter is there; the mailbox is elsewhere',
    invalid: 'the answer received cannot be used',
    unreachable: 'no answer',
    'timed-out': 'no answer in time',
    blocked: 'the voice assistant is not allowed to reach the address given there',
    'not-needed': 'search stopped, because a more reliable source had answered',
  },
  endedAt: {
    'provider-facts': { found: knownProvider, 'not-found': notListed },
    mx: {
      found: 'they belong to a provider that we know',
      'not-found': 'they do not belong to a provider of our list',
      'not-offered': 'the domain says that it receives no e-mail',
      'filtering-gateway': 'they belong to an e-mail filter; the mailbox is elsewhere',
    },
    ispdb: { 'not-found': notListed },
    srv: {
      found: 'servers found',
      'not-found': 'none is announced',
      'not-offered': 'the domain says that it offers neither IMAP nor POP3',
    },
    'autodiscover-cname': {
      found: knownProvider,
      'not-found': 'it is not a provider of our list',
      'filtering-gateway': 'it is only an e-mail filter',
    },
    autodiscover: { found: 'an answer was found', 'not-found': 'no Exchange server found' },
    guess: { found: 'a mail server answers there', 'not-found': 'no mail server answers there' },
    'typed-address': {
      found: 'an Exchange server answers there',
      'not-found': 'no Exchange server was found there',
      'not-offered': 'the server says that it does not offer this access',
      'no-open-protocol': 'a provider that we know, but that offers no Exchange access',
      invalid: 'what answers there is not an Exchange server',
      'filtering-gateway': 'only an e-mail filter answers there',
      'not-needed': 'check stopped, because the server was found in another way',
    },
  },
  joined: (asked, ended) => `${asked}: ${ended}.`,
};
