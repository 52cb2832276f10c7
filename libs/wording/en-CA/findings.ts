import type { FindingWords } from '../describe-finding.js';

export const findings: FindingWords = {
  sources: {
    'provider-facts': ({ emailDomain }) => `Known providers, for ${emailDomain}: `,
    mx: ({ emailDomain }) => `Server that receives the mail of ${emailDomain}: `,
    autoconfig: ({ emailDomain }) => `Configuration published by ${emailDomain}: `,
    ispdb: ({ emailDomain }) => `Public directory of providers, for ${emailDomain}: `,
    srv: ({ emailDomain }) => `Services announced in the DNS of ${emailDomain}: `,
    'autodiscover-cname': ({ emailDomain }) => `The name “autodiscover” of ${emailDomain}: `,
    autodiscover: ({ emailDomain }) => `Exchange Autodiscover at ${emailDomain}: `,
    guess: ({ emailDomain }) => `Usual server names of ${emailDomain}: `,
    'typed-address': ({ typed }) => (typed === undefined ? 'The address given: ' : `The address given, “${typed}”: `),
  },
  outcomes: {
    found: 'settings were found.',
    'not-found': 'nothing was found.',
    'not-offered': 'this service is not offered there.',
    'no-open-protocol': 'this provider offers neither IMAP nor POP3.',
    'filtering-gateway': 'a service that only filters mail.',
    invalid: 'the answer cannot be used.',
    unreachable: 'no server answers.',
    'timed-out': 'the answer did not come in time.',
    blocked: 'this address may not be visited.',
    'not-needed': 'its answer is not needed any more.',
  },
};
