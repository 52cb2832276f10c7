import type {
  DiscoveryOutcome,
  FindingSource,
  Language,
  MailServers,
  StepDiscovery,
  ValidationStep,
} from '@mail-access/contracts';
import { describeDiagnosis, describeFinding, type DiagnosisContext } from '@mail-access/wording';
import type { ScriptedRun } from './scripted-run.js';

export const unknownAddress = 'eve@entreprise.example';

/** Servers of a company that the domain of `unknownAddress` names. */
export const foreignServers: MailServers = {
  incoming: { protocol: 'imap', host: 'imap.hebergeur.example', port: 993, security: 'tls', username: unknownAddress },
  outgoing: { host: 'smtp.hebergeur.example', port: 587, security: 'starttls', username: unknownAddress },
};
export const foreignHosts = [foreignServers.incoming.host, foreignServers.outgoing.host];
export const exchangeUrl = 'https://mail.entreprise.example/EWS/Exchange.asmx';

type Finding = readonly [FindingSource, DiscoveryOutcome];

/** What the sources of a search answered, in the order in which they did. */
export const searched: readonly Finding[] = [
  ['provider-facts', 'not-found'],
  ['mx', 'filtering-gateway'],
  ['srv', 'not-offered'],
  ['autoconfig', 'found'],
  ['autodiscover-cname', 'not-found'],
  ['ispdb', 'not-found'],
  ['autodiscover', 'timed-out'],
];

type Facts = Omit<Partial<ValidationStep>, 'id' | 'title'>;

/** The facts of a step that has found so much, with the sentences that the gateway would send. */
export function foundSoFar(
  state: ValidationStep['state'],
  findings: readonly Finding[],
  found: Omit<StepDiscovery, 'findings'> = {},
): (language: Language) => Facts {
  const context = { emailDomain: 'entreprise.example', typed: 'webmail.entreprise.example' };
  return (language) => ({
    state,
    elapsedMs: 1_840,
    discovery: {
      findings: findings.map(([source, outcome], index) => ({
        ...{ source, outcome, elapsedMs: index * 210 },
        text: describeFinding({ source, outcome }, language, context),
      })),
      ...found,
    },
  });
}

type FailedFacts = Pick<ValidationStep, 'diagnosis'> & { readonly found?: Omit<StepDiscovery, 'findings'> };

/** Ends a run at a step that looks for something, with the sentences of its diagnosis. */
export function failSearch(
  run: ScriptedRun,
  step: 'find-settings' | 'find-endpoint' | 'open-inbox',
  { diagnosis = 'settings-not-found', found }: FailedFacts,
  context: Omit<DiagnosisContext, 'step'> = {},
): void {
  run.set(step, (language) => ({
    ...(found === undefined ? {} : foundSoFar('failed', searched, found)(language)),
    ...{ state: 'failed', diagnosis, retryable: false },
    ...describeDiagnosis(diagnosis, language, { step, ...context }),
  }));
  run.finish('failed');
}
