import type { discoveryFrCA } from './discovery-fr-CA.js';

const yourDomain = (domain: string | null) => (domain === null ? 'your domain' : `your domain, ${domain}`);

/** What is said of settings while they are looked for and when they are found, in English. */
export const discoveryEnCA: typeof discoveryFrCA = {
  looking: 'We are asking several sources at once, without your password.',
  findings: 'What we checked',
  showFindings: (count) => (count === 1 ? 'Show the source that we asked' : `Show the ${count} sources that we asked`),
  found: 'What we found',
  willUse: 'These are the servers that we are going to use.',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  exchange: 'Exchange server',
  port: (port) => `port ${port}`,
  securities: { tls: 'encrypted (TLS)', starttls: 'encrypted (STARTTLS)', none: 'not encrypted' },
  username: (username) => `User name: ${username}`,
  noSignIn: 'No authentication',
  foreign: 'Outside of your domain',

  confirm: {
    heading: 'We found your servers. Use them?',
    text: (domain) => `These servers do not belong to ${yourDomain(domain)}.`,
    textOneOfTwo: (host, domain) => `The server ${host} does not belong to ${yourDomain(domain)}.`,
    notSent: 'Your password was not sent there: it will be only if you say yes.',
    advice:
      'Say yes if you recognize the company that hosts your e-mail. When in doubt, ask the person who administers your e-mail.',
    learnMore: 'Why we ask',
    state: 'To be confirmed',
    yes: 'Yes, use these servers',
    no: 'No, back to the form',
    exchange: {
      heading: 'We found an Exchange server. Is it yours?',
      text: (host, domain) => `It is at ${host}, which does not belong to ${yourDomain(domain)}.`,
      notSent: 'It was asked nothing but whether it is an Exchange server. No password is sent.',
      yes: 'Yes, this is my server',
    },
    failed: 'Your answer could not be saved. Please try again.',
  },

  ways: {
    manual: 'Enter the settings by hand',
    exchange: 'Go to the Exchange option',
    hosted: 'Choose my provider from the list',
  },
};
