import {
  stepsOf,
  type Language,
  type StepDiscovery,
  type StepId,
  type Validation,
  type ValidationChange,
  type ValidationStep,
} from '@mail-access/contracts';
import {
  describeDiagnosis,
  describeFinding,
  describeNotice,
  stepTitle,
  type DiagnosisContext,
} from '@mail-access/wording';
import type { DiscoverySoFar } from './discovery-so-far.js';
import { serversOf } from './found-settings.js';
import type { ValidationChangeRow } from './validation-change.entity.js';
import type { ValidationRow } from './validation.entity.js';

function emailDomainOf({ settings: { emailAddress } }: ValidationRow): string {
  return emailAddress.slice(emailAddress.lastIndexOf('@') + 1);
}

/** What the sentences of a step may name: the provider, the server, its port and its protocol. */
function contextOf(stepId: StepId, change: ValidationChangeRow, run: ValidationRow): DiagnosisContext {
  const onTheWayOut = stepId.startsWith('outgoing-') || stepId === 'send-test-message';
  const context: DiagnosisContext = {
    step: stepId,
    side: onTheWayOut ? 'outgoing' : 'incoming',
    emailDomain: emailDomainOf(run),
    providerName: run.found?.provider?.name,
    signIn: run.found?.signIn,
    exchangeUrl: change.discovery?.exchangeUrl ?? run.found?.exchangeUrl,
    host: run.found?.host,
    certificateNames: run.found?.certificateNames,
    confirmHosts: change.discovery?.confirmHosts,
    retryAt: change.retryAt ?? undefined,
    serversWereFound: run.settings.method !== 'manual',
  };
  const servers = serversOf(run);
  if (servers === null) return context;
  const { host, port, security } = onTheWayOut ? servers.outgoing : servers.incoming;
  return { ...context, host, port, security, protocol: onTheWayOut ? 'smtp' : servers.incoming.protocol };
}

function pendingStep(stepId: StepId, run: ValidationRow, language: Language): ValidationStep {
  const title = stepTitle(stepId, language, {
    incomingProtocol: serversOf(run)?.incoming.protocol,
    method: run.settings.method,
  });
  return { id: stepId, title, state: 'pending', elapsedMs: 0 };
}

function discoveryOf(found: DiscoverySoFar, run: ValidationRow, language: Language): StepDiscovery {
  const { findings, servers, exchangeUrl, confirmHosts } = found;
  const typed = run.settings.method === 'exchange' ? run.settings.url : undefined;
  const context = { emailDomain: emailDomainOf(run), typed };
  return {
    findings: findings.map(({ source, outcome, elapsedMs }) => {
      const text = describeFinding({ source, outcome }, language, context);
      return { source, outcome, elapsedMs, text };
    }),
    ...(servers !== undefined && { servers }),
    ...(exchangeUrl !== undefined && { exchangeUrl }),
    ...(confirmHosts !== undefined && { confirmHosts: [...confirmHosts] }),
  };
}

function stepOf(change: ValidationChangeRow, stepId: StepId, run: ValidationRow, language: Language): ValidationStep {
  const context = contextOf(stepId, change, run);
  const { diagnosis, notice, serverText, retryable, discovery } = change;
  const sentences =
    diagnosis !== null
      ? { diagnosis, ...describeDiagnosis(diagnosis, language, context) }
      : notice !== null
        ? describeNotice(notice, language, context)
        : {};
  return {
    ...pendingStep(stepId, run, language),
    state: change.state as ValidationStep['state'],
    elapsedMs: change.elapsedMs,
    ...sentences,
    ...(serverText === null || serverText === '' ? {} : { serverText }),
    ...(retryable === null ? {} : { retryable }),
    ...(discovery === null ? {} : { discovery: discoveryOf(discovery, run, language) }),
  };
}

/** A run as a subscriber reads it in this language: each step as it last became. */
export function renderValidation(
  run: ValidationRow,
  changes: readonly ValidationChangeRow[],
  language: Language,
  now: Date,
): Validation {
  const steps = new Map<StepId, ValidationStep>();
  for (const change of changes) {
    if (change.stepId === null) continue;
    const step = stepOf(change, change.stepId, run, language);
    const running = step.state === 'running' && run.state === 'running';
    const since = running ? Math.max(0, now.getTime() - change.happenedAt.getTime()) : 0;
    steps.set(change.stepId, { ...step, elapsedMs: step.elapsedMs + since });
  }
  return {
    validationId: run.validationId,
    connectionId: run.connectionId,
    state: run.state,
    startedAt: run.startedAt.toISOString(),
    ...(run.finishedAt === null ? {} : { finishedAt: run.finishedAt.toISOString() }),
    revision: run.revision,
    steps: stepsOf(run.settings).map((stepId) => steps.get(stepId) ?? pendingStep(stepId, run, language)),
  };
}

/** The changes of a run after a revision, as a subscriber reads them. */
export function renderChanges(
  run: ValidationRow,
  changes: readonly ValidationChangeRow[],
  language: Language,
  after: number,
): ValidationChange[] {
  return changes
    .filter((change) => change.revision > after)
    .map((change) =>
      change.stepId === null
        ? { type: 'finished', revision: change.revision, state: change.state as 'passed' | 'failed' | 'cancelled' }
        : { type: 'step', revision: change.revision, step: stepOf(change, change.stepId, run, language) },
    );
}
