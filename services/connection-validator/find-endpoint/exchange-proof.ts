import type { FullEgress } from '@mail-access/egress';
import type { PostgresDiscoveryAllowance } from '../discover-settings/discovery-allowance.js';
import type { ProviderKnowledge } from '../discover-settings/provider-knowledge.js';
import { keepFound, type FindingParts } from '../find-settings/finding-parts.js';
import { SettingsNotUsable } from '../find-settings/settings-not-usable.js';
import type { StepSequence } from '../validate-connection/step-sequence.js';
import type { DiscoverySoFar, SourceFinding } from '../validation/discovery-so-far.js';
import type { FoundSettings } from '../validation/found-settings.js';
import type { ValidationRow } from '../validation/validation.entity.js';
import type { Clue } from './clue.js';
import { findEndpoint } from './find-endpoint.js';

/** What the proof stands on. */
export interface ExchangeProofParts {
  readonly store: FindingParts['store'];
  readonly egress: FullEgress;
  readonly knowledge: ProviderKnowledge;
  /** A search asks outside hosts, and is counted like a discovery. */
  readonly allowance: Pick<PostgresDiscoveryAllowance, 'take'>;
  /** A number from 0 to 1, for the weights of SRV records. */
  readonly random: () => number;
}

/** What is kept of a search, so that the sentences of the run name the right places. */
function foundBy(clue: Clue): FoundSettings {
  switch (clue.kind) {
    case 'endpoint':
      return { exchangeUrl: clue.url };
    case 'sign-in':
      return { signIn: clue.signIn };
    case 'foreign-endpoint':
      return { exchangeUrl: clue.url, ...aboutOf(clue) };
    case 'dead-end':
      return aboutOf(clue);
  }
}

function aboutOf({ host, certificateNames = [] }: Exclude<Clue, { kind: 'endpoint' | 'sign-in' }>): FoundSettings {
  return { ...(host !== '' && { host }), ...(certificateNames.length > 0 && { certificateNames }) };
}

function discoveryOf(clue: Clue, findings: readonly SourceFinding[]): DiscoverySoFar {
  if (clue.kind === 'endpoint') return { findings, exchangeUrl: clue.url };
  if (clue.kind !== 'foreign-endpoint') return { findings };
  return { findings, exchangeUrl: clue.url, confirmHosts: [new URL(clue.url).hostname] };
}

/**
 * The proof of a mailbox on Exchange, as far as it goes today: to the endpoint, and not into the mailbox. No password is
 * asked for it, and none is sent.
 *
 * @throws StepFailed always: at the first step without an endpoint, at the second with one
 */
export async function exchangeProof(
  run: ValidationRow,
  steps: Pick<StepSequence, 'run' | 'progress'>,
  { store, allowance, ...context }: ExchangeProofParts,
): Promise<void> {
  const { settings } = run;
  if (settings.method !== 'exchange') throw new Error(`a run of ${settings.method} has no Exchange server`);
  const admit = async (): Promise<void> => {
    const seconds = await allowance.take(run);
    if (seconds !== null) throw new SettingsNotUsable('rate-limited', new Date(Date.now() + seconds * 1_000));
  };
  await steps.run('find-endpoint', async (signal) => {
    let findings: readonly SourceFinding[] = [];
    const tell = (all: readonly SourceFinding[]): void => {
      findings = all;
      steps.progress('find-endpoint', { findings });
    };
    const clue = await findEndpoint(settings, { context, admit, tell }, signal);
    await keepFound(run, foundBy(clue), { store });
    steps.progress('find-endpoint', discoveryOf(clue, findings));
    if (clue.kind !== 'endpoint') throw new SettingsNotUsable(clue.diagnosis);
  });
  // The sign-in to Exchange comes with its driver.
  await steps.run('open-inbox', () => Promise.reject(new SettingsNotUsable('provider-unsupported')));
}
