import type { ServiceDiagnosis } from '../diagnosis-families.js';
import { isExchangeStep, type Scene, type Sentences } from '../scene.js';
import { checkExchangeAddress, listed } from './server-phrases.js';

/** When there is nothing to connect to, or when the fault is ours. */
export const serviceSentences: Record<ServiceDiagnosis, Sentences> = {
  'settings-not-found': {
    message: (scene) =>
      scene.confirmHosts.length > 0
        ? `${domain(scene)} leads to the ${scene.confirmHosts.length === 1 ? 'server' : 'servers'} ${listed(scene.confirmHosts)}, outside of your domain and of those of the providers that we know.`
        : `The connection settings ${scene.emailDomain === undefined ? 'of your e-mail' : `for “${scene.emailDomain}”`} could not be found.`,
    remedy: (scene) =>
      scene.confirmHosts.length > 0
        ? 'Your password was not sent there: whoever runs these servers could read it. If you recognize these names, such as those of your hosting company, accept them on this page. If not, choose “Manual settings” and enter the servers that your e-mail provider gives.'
        : 'Check your e-mail address. If it is right, ask your provider, or the person who manages your e-mail, for four things: the name and the port of the incoming server (IMAP or POP3), the name and the port of the outgoing server (SMTP). Then choose “Manual settings” and enter them.',
  },
  'endpoint-not-found': {
    message: (scene) =>
      scene.exchangeHost === undefined
        ? `No Exchange server was found ${whereSearched(scene)}.`
        : `An Exchange server was found at “${scene.exchangeHost}”, which belongs neither to your domain nor to the address that you gave.`,
    remedy: (scene) =>
      scene.exchangeHost !== undefined
        ? `If you recognize this name, such as that of your hosting company, enter “${scene.exchangeHost}” as the address of the Exchange server. If not, ask the person who manages your e-mail for the right address.`
        : `${checkExchangeAddress} The person who manages the server can tell you the external address of its Exchange Web Services (EWS). If your mailbox is not on an Exchange server, choose “I don't know”.`,
  },
  'service-retired': {
    message: (scene) =>
      scene.signIn === 'microsoft'
        ? 'This address is that of Microsoft 365, where Microsoft has ended this kind of access to Exchange mailboxes.'
        : `The Exchange server${inQuotes(scene.host)} answers, but its Web services (EWS) are closed to the voice assistant.`,
    remedy: (scene) => (scene.signIn === 'microsoft' ? microsoftRemedy : askForMailProtocols),
  },
  'provider-unsupported': { message: unsupportedMessage, remedy: unsupportedRemedy },
  internal: {
    message: () => 'A problem on our side interrupted the check; your settings are not the cause.',
    remedy: () => 'Try again a few minutes from now. If the problem continues, contact our support.',
  },
};

/** The connection with Microsoft may not be offered yet by the page. */
export const microsoftRemedy =
  'Choose to sign in with Microsoft if the page offers it; if not, connect a mailbox at another provider for now. If your mailbox belongs to a company, the person who manages e-mail may have to allow this connection first.';

const askForMailProtocols =
  'Ask the person who manages this server whether IMAP and SMTP are turned on for your mailbox. If they are, choose “Manual settings” and enter the names and the ports that you are given, often 993 with TLS for incoming and 587 with STARTTLS for outgoing mail.';

function domain({ emailDomain }: Scene): string {
  return emailDomain === undefined ? 'Your e-mail address' : `The domain “${emailDomain}”`;
}

function whereSearched({ host, emailDomain }: Scene): string {
  if (host !== undefined) return `at the address “${host}”`;
  return emailDomain === undefined ? 'at the address given' : `for “${emailDomain}”`;
}

function unsupportedMessage(scene: Scene): string {
  if (isExchangeStep(scene.step)) {
    return `Your Exchange server was found${scene.host === undefined ? '' : ` (“${scene.host}”)`}, but the voice assistant does not open Exchange mailboxes itself yet.`;
  }
  if (scene.exchangeHost !== undefined) {
    return `${domain(scene)} leads to an Exchange server, “${scene.exchangeHost}”, and the voice assistant does not open Exchange mailboxes itself yet.`;
  }
  return scene.providerName === undefined
    ? 'This e-mail provider offers no access that the voice assistant can use.'
    : `${scene.providerName} offers no IMAP or POP3 access: the voice assistant cannot open your mailbox there.`;
}

function unsupportedRemedy(scene: Scene): string {
  if (isExchangeStep(scene.step) || scene.exchangeHost !== undefined) {
    return askForMailProtocols;
  }
  return scene.providerName === undefined
    ? 'Ask your e-mail provider whether it offers IMAP or POP3 access. You can also connect another mailbox and have your e-mail forwarded to it.'
    : 'Connect another mailbox and, if your provider allows it, have your e-mail forwarded to it.';
}

function inQuotes(host: string | undefined): string {
  return host === undefined ? '' : ` “${host}”`;
}
